package fleet

import (
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func TestNodesAreSpreadOverZonesAndZonesOverRegions(t *testing.T) {
	for _, test := range []struct {
		plan Plan
		want string
	}{
		{Plan{Nodes: 6, Zones: 3, Regions: 2}, "region-1a region-1b region-2a region-1a region-1b region-2a"},
		{Plan{Nodes: 1, Zones: 1, Regions: 1}, "region-1a"},
		{Plan{Nodes: 5, Zones: 5, Regions: 2}, "region-1a region-1b region-1c region-2a region-2b"},
		{Plan{Nodes: 3, Zones: 3, Regions: 3}, "region-1a region-2a region-3a"},
		{Plan{Nodes: 2, Zones: 3, Regions: 1}, "each region needs a zone and each zone a node"},
		{Plan{Nodes: 201, Zones: 3, Regions: 1}, "there may be 200 nodes"},
	} {
		nodes, err := test.plan.Lay(func(index int) string { return fmt.Sprint(index) })
		zones := fmt.Sprint(err)
		if err == nil {
			zones = ""
			for _, node := range nodes {
				zones += " " + node.Zone
				if !strings.HasPrefix(node.Zone, node.Region) {
					t.Errorf("%s is not in %s", node.Zone, node.Region)
				}
			}
		}
		if !strings.Contains(zones, test.want) {
			t.Errorf("%+v: %s, not %s", test.plan, zones, test.want)
		}
	}
}

func TestTaintsAreRead(t *testing.T) {
	for text, want := range map[string]*corev1.Taint{
		"a=b:NoSchedule":    {Key: "a", Value: "b", Effect: corev1.TaintEffectNoSchedule},
		"a:NoExecute":       {Key: "a", Effect: corev1.TaintEffectNoExecute},
		"a=b":               nil,
		"a=b:Sometimes":     nil,
		":PreferNoSchedule": nil,
		"=b:NoSchedule":     nil,
		"":                  nil,
	} {
		got, err := ParseTaint(text)
		if want == nil && err == nil || want != nil && (err != nil || *got != *want) {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}
