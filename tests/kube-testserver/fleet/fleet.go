// Package fleet plans the nodes of the cluster and registers them, labelled as the nodes of a cloud are.
package fleet

import (
	"context"
	"fmt"
	"strings"

	corev1 "k8s.io/api/core/v1"
	storagev1 "k8s.io/api/storage/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// Plan says which nodes there are.
type Plan struct {
	Nodes, Zones, Regions int
	// CPU and Memory are the capacity of each node; a part of it is the system's.
	CPU, Memory resource.Quantity
	// Taint is on the last node, if there is one.
	Taint *corev1.Taint
	// KubeletPort is where each node serves logs and commands.
	KubeletPort int32
	// Version of the kubelets.
	Version string
}

// Node is one of them.
type Node struct {
	Name    string `json:"name"`
	Zone    string `json:"zone"`
	Region  string `json:"region"`
	Address string `json:"address"`
}

// podsPerNode is how many pods a node takes.
const podsPerNode = 250

// reserved is what the system keeps of each node.
var reserved = map[corev1.ResourceName]resource.Quantity{
	corev1.ResourceCPU:    resource.MustParse("100m"),
	corev1.ResourceMemory: resource.MustParse("512Mi"),
}

// Lay spreads the nodes over the zones in turn, and the zones over the regions; address tells where each node listens.
func (p Plan) Lay(address func(int) string) ([]Node, error) {
	if p.Regions < 1 || p.Zones < p.Regions || p.Nodes < p.Zones {
		return nil, fmt.Errorf("%d nodes in %d zones in %d regions: each region needs a zone and each zone a node", p.Nodes, p.Zones, p.Regions)
	}
	if p.Nodes > 200 || p.Zones > 26 {
		return nil, fmt.Errorf("%d nodes in %d zones: there may be 200 nodes and 26 zones", p.Nodes, p.Zones)
	}
	nodes := make([]Node, p.Nodes)
	for i := range nodes {
		zone := i % p.Zones
		region := zone * p.Regions / p.Zones
		firstZone := (region*p.Zones + p.Regions - 1) / p.Regions
		nodes[i] = Node{
			Name:    fmt.Sprintf("node-%d", i+1),
			Region:  fmt.Sprintf("region-%d", region+1),
			Zone:    fmt.Sprintf("region-%d%c", region+1, 'a'+zone-firstZone),
			Address: address(i),
		}
	}
	return nodes, nil
}

// Register creates the nodes.
func (p Plan) Register(ctx context.Context, client kubernetes.Interface, nodes []Node) error {
	for i, node := range nodes {
		object := p.object(node)
		if p.Taint != nil && i == len(nodes)-1 {
			object.Spec.Taints = []corev1.Taint{*p.Taint}
		}
		if _, err := client.CoreV1().Nodes().Create(ctx, object, metav1.CreateOptions{}); err != nil {
			return err
		}
		csi := &storagev1.CSINode{ObjectMeta: metav1.ObjectMeta{Name: node.Name}, Spec: storagev1.CSINodeSpec{Drivers: []storagev1.CSINodeDriver{}}}
		if _, err := client.StorageV1().CSINodes().Create(ctx, csi, metav1.CreateOptions{}); err != nil {
			return err
		}
	}
	return nil
}

func (p Plan) object(node Node) *corev1.Node {
	capacity := corev1.ResourceList{
		corev1.ResourceCPU:              p.CPU,
		corev1.ResourceMemory:           p.Memory,
		corev1.ResourcePods:             *resource.NewQuantity(podsPerNode, resource.DecimalSI),
		corev1.ResourceEphemeralStorage: resource.MustParse("100Gi"),
	}
	allocatable := capacity.DeepCopy()
	for name, part := range reserved {
		rest := allocatable[name]
		rest.Sub(part)
		allocatable[name] = rest
	}
	return &corev1.Node{
		ObjectMeta: metav1.ObjectMeta{
			Name: node.Name,
			Labels: map[string]string{
				corev1.LabelHostname:           node.Name,
				corev1.LabelOSStable:           "linux",
				corev1.LabelArchStable:         "amd64",
				corev1.LabelInstanceTypeStable: "test.large",
				corev1.LabelTopologyZone:       node.Zone,
				corev1.LabelTopologyRegion:     node.Region,
			},
		},
		Spec: corev1.NodeSpec{ProviderID: fmt.Sprintf("kube-testserver:///%s/%s", node.Zone, node.Name)},
		Status: corev1.NodeStatus{
			Capacity:    capacity,
			Allocatable: allocatable,
			Conditions:  conditions(),
			Addresses: []corev1.NodeAddress{
				{Type: corev1.NodeInternalIP, Address: node.Address},
				{Type: corev1.NodeHostName, Address: node.Name},
			},
			DaemonEndpoints: corev1.NodeDaemonEndpoints{KubeletEndpoint: corev1.DaemonEndpoint{Port: p.KubeletPort}},
			NodeInfo: corev1.NodeSystemInfo{
				KubeletVersion:          p.Version,
				OperatingSystem:         "linux",
				Architecture:            "amd64",
				OSImage:                 "kube-testserver",
				KernelVersion:           "none",
				ContainerRuntimeVersion: "stand-in://1",
			},
		},
	}
}

func conditions() []corev1.NodeCondition {
	now := metav1.Now()
	condition := func(kind corev1.NodeConditionType, status corev1.ConditionStatus, reason, message string) corev1.NodeCondition {
		return corev1.NodeCondition{Type: kind, Status: status, Reason: reason, Message: message, LastHeartbeatTime: now, LastTransitionTime: now}
	}
	return []corev1.NodeCondition{
		condition(corev1.NodeMemoryPressure, corev1.ConditionFalse, "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
		condition(corev1.NodeDiskPressure, corev1.ConditionFalse, "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
		condition(corev1.NodePIDPressure, corev1.ConditionFalse, "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
		condition(corev1.NodeReady, corev1.ConditionTrue, "KubeletReady", "kubelet is posting ready status"),
	}
}

// ParseTaint reads key=value:effect or key:effect.
func ParseTaint(text string) (*corev1.Taint, error) {
	rest, effect, found := strings.Cut(text, ":")
	key, value, _ := strings.Cut(rest, "=")
	taint := &corev1.Taint{Key: key, Value: value, Effect: corev1.TaintEffect(effect)}
	switch taint.Effect {
	case corev1.TaintEffectNoSchedule, corev1.TaintEffectPreferNoSchedule, corev1.TaintEffectNoExecute:
		if found && key != "" {
			return taint, nil
		}
	}
	return nil, fmt.Errorf("%q is no taint: write key=value:NoSchedule (or PreferNoSchedule, NoExecute)", text)
}
