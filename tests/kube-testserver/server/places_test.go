package server

import (
	"fmt"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"acm/kube-testserver/fleet"
	"acm/kube-testserver/volumes"
)

// nodeOf finds the node a pod is on.
func nodeOf(pod *corev1.Pod) fleet.Node {
	for _, node := range shared.Nodes {
		if node.Name == pod.Spec.NodeName {
			return node
		}
	}
	return fleet.Node{}
}

func TestPodsGoWhereTheirSelectorSays(t *testing.T) {
	p := newPlace(t)
	zone := shared.Nodes[1].Zone
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.NodeSelector = map[string]string{corev1.LabelTopologyZone: zone} })
	if node := nodeOf(p.untilReady("a")); node.Zone != zone {
		t.Errorf("the pod is on %+v", node)
	}
}

func TestATaintKeepsPodsOffUntilTheyTolerateIt(t *testing.T) {
	p := newPlace(t)
	tainted := shared.Nodes[len(shared.Nodes)-1]
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.NodeSelector = map[string]string{corev1.LabelHostname: tainted.Name} })
	pod := p.until("a", "finds no place", func(pod *corev1.Pod) bool { return has(pod, corev1.PodScheduled, corev1.ConditionFalse) })
	if condition := pod.Status.Conditions[0]; condition.Reason != corev1.PodReasonUnschedulable {
		t.Errorf("the condition is %+v", condition)
	}
	if event := p.untilEvent("a", "FailedScheduling"); !strings.Contains(event.Message, "had untolerated taint(s)") {
		t.Errorf("the event says %q", event.Message)
	}
	p.pod("b", func(pod *corev1.Pod) {
		pod.Spec.NodeSelector = map[string]string{corev1.LabelHostname: tainted.Name}
		pod.Spec.Tolerations = []corev1.Toleration{{Key: "dedicated", Operator: corev1.TolerationOpExists}}
	})
	p.untilReady("b")
}

func TestPodsThatAreTooLargeFindNoPlace(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) {
		pod.Spec.Containers[0].Resources.Requests = corev1.ResourceList{corev1.ResourceCPU: resource.MustParse("8")}
	})
	if event := p.untilEvent("a", "FailedScheduling"); !strings.Contains(event.Message, "Insufficient cpu") {
		t.Errorf("the event says %q", event.Message)
	}
}

// statefulSet has pods that are spread over zones, one a node, with a volume each.
func (p *place) statefulSet(replicas int32, class string) {
	p.Helper()
	labels := map[string]string{"app": "db"}
	selector := &metav1.LabelSelector{MatchLabels: labels}
	set := &appsv1.StatefulSet{
		ObjectMeta: metav1.ObjectMeta{Name: "db"},
		Spec: appsv1.StatefulSetSpec{
			Replicas: &replicas, Selector: selector, PodManagementPolicy: appsv1.ParallelPodManagement,
			Template: corev1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: labels},
				Spec: corev1.PodSpec{
					Containers: []corev1.Container{{Name: "main", Image: "db:1.0", VolumeMounts: []corev1.VolumeMount{{Name: "data", MountPath: "/data"}}}},
					TopologySpreadConstraints: []corev1.TopologySpreadConstraint{{
						MaxSkew: 1, TopologyKey: corev1.LabelTopologyZone, WhenUnsatisfiable: corev1.DoNotSchedule, LabelSelector: selector,
					}},
				},
			},
			VolumeClaimTemplates: []corev1.PersistentVolumeClaim{*claim("data", class)},
		},
	}
	if _, err := p.AppsV1().StatefulSets(p.namespace).Create(p.ctx, set, metav1.CreateOptions{}); err != nil {
		p.Fatal(err)
	}
}

func claim(name, class string) *corev1.PersistentVolumeClaim {
	made := &corev1.PersistentVolumeClaim{
		ObjectMeta: metav1.ObjectMeta{Name: name, Annotations: map[string]string{}},
		Spec: corev1.PersistentVolumeClaimSpec{
			AccessModes: []corev1.PersistentVolumeAccessMode{corev1.ReadWriteOnce},
			Resources:   corev1.VolumeResourceRequirements{Requests: corev1.ResourceList{corev1.ResourceStorage: resource.MustParse("1Gi")}},
		},
	}
	if class != "" {
		made.Spec.StorageClassName = &class
	}
	return made
}

// volumeOf waits until a claim is bound and yields its volume.
func (p *place) volumeOf(claim string) (volume *corev1.PersistentVolume) {
	p.Helper()
	p.eventually(claim+" is bound", func() (bool, error) {
		found, err := p.CoreV1().PersistentVolumeClaims(p.namespace).Get(p.ctx, claim, metav1.GetOptions{})
		if err != nil || found.Status.Phase != corev1.ClaimBound {
			return false, err
		}
		volume, err = p.CoreV1().PersistentVolumes().Get(p.ctx, found.Spec.VolumeName, metav1.GetOptions{})
		return err == nil && volume.Status.Phase == corev1.VolumeBound, err
	})
	return volume
}

func affinityOf(volume *corev1.PersistentVolume) string {
	requirement := volume.Spec.NodeAffinity.Required.NodeSelectorTerms[0].MatchExpressions[0]
	return fmt.Sprint(requirement.Key, requirement.Values)
}

func TestAStatefulSetIsSpreadOverTheZonesWithVolumesThatStayThere(t *testing.T) {
	p := newPlace(t)
	p.statefulSet(3, "")
	zones := map[string]bool{}
	for ordinal := range 3 {
		zone := nodeOf(p.untilReady(fmt.Sprintf("db-%d", ordinal))).Zone
		zones[zone] = true
		volume := p.volumeOf(fmt.Sprintf("data-db-%d", ordinal))
		if affinity := affinityOf(volume); affinity != corev1.LabelTopologyZone+"["+zone+"]" || volume.Spec.StorageClassName != "standard" {
			t.Errorf("the volume of a pod in %s is %s, of class %s", zone, affinity, volume.Spec.StorageClassName)
		}
	}
	if len(zones) != 3 {
		t.Errorf("the pods are in %v", zones)
	}
}

func TestLocalVolumesAreTiedToTheirNode(t *testing.T) {
	p := newPlace(t)
	p.statefulSet(1, "local-path")
	node := nodeOf(p.untilReady("db-0"))
	if affinity := affinityOf(p.volumeOf("data-db-0")); affinity != corev1.LabelHostname+"["+node.Name+"]" {
		t.Errorf("the volume of a pod on %s is %s", node.Name, affinity)
	}
}

func TestVolumesGrowAndAreReclaimed(t *testing.T) {
	p := newPlace(t)
	claims := p.CoreV1().PersistentVolumeClaims(p.namespace)
	block := claim("disk", "block")
	block.Spec.VolumeMode = new(corev1.PersistentVolumeBlock)
	if _, err := claims.Create(p.ctx, block, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	volume := p.volumeOf("disk")
	if *volume.Spec.VolumeMode != corev1.PersistentVolumeBlock {
		t.Errorf("the mode is %s", *volume.Spec.VolumeMode)
	}
	larger := resource.MustParse("2Gi")
	p.eventually("the claim asks for more", func() (bool, error) {
		found, err := claims.Get(p.ctx, "disk", metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		found.Spec.Resources.Requests[corev1.ResourceStorage] = larger
		_, err = claims.Update(p.ctx, found, metav1.UpdateOptions{})
		return err == nil, err
	})
	p.eventually("the claim has more", func() (bool, error) {
		found, err := claims.Get(p.ctx, "disk", metav1.GetOptions{})
		return err == nil && larger.Equal(found.Status.Capacity[corev1.ResourceStorage]), err
	})
	if err := claims.Delete(p.ctx, "disk", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	p.eventually("the volume is gone", func() (bool, error) {
		_, err := p.CoreV1().PersistentVolumes().Get(p.ctx, volume.Name, metav1.GetOptions{})
		return errors.IsNotFound(err), err
	})
}

func TestAClassWithoutExpansionRefusesToGrow(t *testing.T) {
	p := newPlace(t)
	p.statefulSet(1, "local-path")
	p.volumeOf("data-db-0")
	claims := p.CoreV1().PersistentVolumeClaims(p.namespace)
	found, err := claims.Get(p.ctx, "data-db-0", metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found.Spec.Resources.Requests[corev1.ResourceStorage] = resource.MustParse("2Gi")
	if _, err := claims.Update(p.ctx, found, metav1.UpdateOptions{}); !errors.IsForbidden(err) {
		t.Errorf("a claim of a class without expansion: %v", err)
	}
}

func TestRetainedVolumesOutliveTheirClaim(t *testing.T) {
	p := newPlace(t)
	p.statefulSet(1, "retained")
	volume := p.volumeOf("data-db-0")
	if err := p.AppsV1().StatefulSets(p.namespace).Delete(p.ctx, "db", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := p.CoreV1().PersistentVolumeClaims(p.namespace).Delete(p.ctx, "data-db-0", metav1.DeleteOptions{}); err != nil {
		t.Fatal(err)
	}
	p.eventually("the volume is released", func() (bool, error) {
		found, err := p.CoreV1().PersistentVolumes().Get(p.ctx, volume.Name, metav1.GetOptions{})
		return err == nil && found.Status.Phase == corev1.VolumeReleased, err
	})
}

func TestProvisioningFailsAsLongAsItIsAskedTo(t *testing.T) {
	p := newPlace(t)
	claims := p.CoreV1().PersistentVolumeClaims(p.namespace)
	broken := claim("disk", "block")
	broken.Annotations[volumes.AnnotationFault] = "no space left"
	if _, err := claims.Create(p.ctx, broken, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	if event := p.untilEvent("disk", "ProvisioningFailed"); !strings.Contains(event.Message, "no space left") {
		t.Errorf("the event says %q", event.Message)
	}
	patch := fmt.Sprintf(`{"metadata":{"annotations":{%q:null}}}`, volumes.AnnotationFault)
	if _, err := claims.Patch(p.ctx, "disk", "application/merge-patch+json", []byte(patch), metav1.PatchOptions{}); err != nil {
		t.Fatal(err)
	}
	p.volumeOf("disk")
}
