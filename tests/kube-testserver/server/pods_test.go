package server

import (
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"

	"acm/kube-testserver/kubelet"
)

func TestPodsBecomeReadyAtAddressesOfTheirOwn(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "new-on-every-node:1.0" })
	p.pod("b", nil)
	a, b := p.untilReady("a"), p.untilReady("b")
	block := netip.MustParsePrefix(shared.PodAddresses)
	if a.Status.PodIP == b.Status.PodIP || !block.Contains(netip.MustParseAddr(a.Status.PodIP)) {
		t.Errorf("the addresses are %s and %s", a.Status.PodIP, b.Status.PodIP)
	}
	status := a.Status.ContainerStatuses[0]
	if a.Status.Phase != corev1.PodRunning || !status.Ready || status.State.Running == nil || status.ContainerID == "" {
		t.Errorf("the status is %+v", a.Status)
	}
	for _, reason := range []string{"Scheduled", "Pulling", "Pulled", "Created", "Started"} {
		p.untilEvent("a", reason)
	}
	started := p.untilEvent("a", "Started")
	if started.Source.Component != "kubelet" || started.Source.Host != a.Spec.NodeName || started.InvolvedObject.FieldPath != "spec.containers{main}" {
		t.Errorf("the event is %+v", started)
	}
}

func TestInitContainersEndBeforeTheOthersStart(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) {
		pod.Spec.InitContainers = []corev1.Container{
			{Name: "first", Image: "setup:1"},
			{Name: "beside", Image: "proxy:1", RestartPolicy: new(corev1.ContainerRestartPolicyAlways)},
		}
	})
	statuses := p.untilReady("a").Status.InitContainerStatuses
	if end := statuses[0].State.Terminated; end == nil || end.Reason != "Completed" {
		t.Errorf("the first has not ended: %+v", statuses[0])
	}
	if statuses[1].State.Running == nil {
		t.Errorf("the sidecar does not run: %+v", statuses[1])
	}
}

func TestImagesThatCannotBePulledKeepPodsPending(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "db:9.9.9.9" })
	pod := p.until("a", "backs off", func(pod *corev1.Pod) bool {
		statuses := pod.Status.ContainerStatuses
		return len(statuses) == 1 && statuses[0].State.Waiting != nil && statuses[0].State.Waiting.Reason == "ImagePullBackOff"
	})
	if pod.Status.Phase != corev1.PodPending {
		t.Errorf("the phase is %s", pod.Status.Phase)
	}
	for _, reason := range []string{"Pulling", "Failed", "BackOff"} {
		p.untilEvent("a", reason)
	}
	_, err := p.CoreV1().Pods(p.namespace).Patch(p.ctx, "a", types.StrategicMergePatchType,
		[]byte(`{"spec":{"containers":[{"name":"main","image":"db:1.0"}]}}`), metav1.PatchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.untilReady("a")
}

func TestAContainerThatCrashesIsStartedAgainAndKeepsItsLog(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) {
		pod.Annotations[kubelet.AnnotationCrashLoop] = "main"
		pod.Annotations[kubelet.AnnotationLog] = "about to end"
	})
	p.until("a", "crashed twice", func(pod *corev1.Pod) bool {
		statuses := pod.Status.ContainerStatuses
		return len(statuses) == 1 && statuses[0].RestartCount >= 2 && statuses[0].State.Waiting != nil &&
			statuses[0].State.Waiting.Reason == "CrashLoopBackOff" && statuses[0].LastTerminationState.Terminated.ExitCode == 1
	})
	if previous := p.logs("a", &corev1.PodLogOptions{Previous: true}); !strings.Contains(previous, "about to end") {
		t.Errorf("the previous log is %q", previous)
	}
	p.annotate("a", kubelet.AnnotationCrashLoop, "")
	p.untilReady("a")
}

func TestReadinessFollowsAPortOfThePod(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Annotations[kubelet.AnnotationReadinessPort] = "3000" })
	pod := p.until("a", "runs", func(pod *corev1.Pod) bool { return pod.Status.Phase == corev1.PodRunning })
	if event := p.untilEvent("a", "Unhealthy"); isReady(pod) || !strings.HasPrefix(event.Message, "Readiness probe failed: dial tcp") {
		t.Errorf("nothing listens, and the pod is %+v, the event %q", pod.Status, event.Message)
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(pod.Status.PodIP, "3000"))
	if err != nil {
		t.Fatal(err)
	}
	p.untilReady("a")
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	p.until("a", "is not ready", func(pod *corev1.Pod) bool { return has(pod, corev1.PodReady, corev1.ConditionFalse) })
}

func TestPodsMayNeverBecomeReady(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) { pod.Annotations[kubelet.AnnotationNeverReady] = "true" })
	p.untilEvent("a", "Unhealthy")
	pod := p.until("a", "runs unready", func(pod *corev1.Pod) bool { return has(pod, corev1.ContainersReady, corev1.ConditionFalse) })
	if pod.Status.Phase != corev1.PodRunning {
		t.Errorf("the phase is %s", pod.Status.Phase)
	}
	p.annotate("a", kubelet.AnnotationNeverReady, "false")
	p.untilReady("a")
}

func TestReadinessGatesAreRespected(t *testing.T) {
	p := newPlace(t)
	const gate = "example.invalid/ready"
	p.pod("a", func(pod *corev1.Pod) { pod.Spec.ReadinessGates = []corev1.PodReadinessGate{{ConditionType: gate}} })
	pod := p.until("a", "has ready containers", func(pod *corev1.Pod) bool { return has(pod, corev1.ContainersReady, corev1.ConditionTrue) })
	if isReady(pod) {
		t.Error("the gate is closed, and the pod is ready")
	}
	_, err := p.CoreV1().Pods(p.namespace).Patch(p.ctx, "a", types.StrategicMergePatchType,
		[]byte(`{"status":{"conditions":[{"type":"`+gate+`","status":"True"}]}}`), metav1.PatchOptions{}, "status")
	if err != nil {
		t.Fatal(err)
	}
	if pod := p.untilReady("a"); !has(pod, gate, corev1.ConditionTrue) {
		t.Error("the condition of the gate is lost")
	}
}

func TestAPodWaitsForItsConfigMap(t *testing.T) {
	p := newPlace(t)
	p.pod("a", func(pod *corev1.Pod) {
		pod.Spec.Volumes = []corev1.Volume{{Name: "config", VolumeSource: corev1.VolumeSource{
			ConfigMap: &corev1.ConfigMapVolumeSource{LocalObjectReference: corev1.LocalObjectReference{Name: "late"}},
		}}}
	})
	if event := p.untilEvent("a", "FailedMount"); !strings.Contains(event.Message, `configmaps "late" not found`) {
		t.Errorf("the event says %q", event.Message)
	}
	_, err := p.CoreV1().ConfigMaps(p.namespace).Create(p.ctx, &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "late"}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p.untilReady("a")
}

func TestDeletionTakesTheGracePeriodOfAPodThatIgnoresTheSignal(t *testing.T) {
	p := newPlace(t)
	for _, name := range []string{"quick", "slow"} {
		p.pod(name, func(pod *corev1.Pod) {
			pod.Spec.TerminationGracePeriodSeconds = new(int64(2))
			if name == "slow" {
				pod.Annotations[kubelet.AnnotationIgnoresTerm] = "true"
			}
		})
		p.untilReady(name)
	}
	took := map[string]time.Duration{}
	for _, name := range []string{"quick", "slow"} {
		began := time.Now()
		if err := p.CoreV1().Pods(p.namespace).Delete(p.ctx, name, metav1.DeleteOptions{}); err != nil {
			t.Fatal(err)
		}
		p.untilEvent(name, "Killing")
		p.eventually(name+" is gone", func() (bool, error) {
			_, err := p.CoreV1().Pods(p.namespace).Get(p.ctx, name, metav1.GetOptions{})
			return errors.IsNotFound(err), err
		})
		took[name] = time.Since(began)
	}
	if took["slow"] < 2*time.Second || took["quick"] >= took["slow"] {
		t.Errorf("deleting took %v", took)
	}
}
