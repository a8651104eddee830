package kubelet

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"acm/kube-testserver/fleet"
)

var settings = Settings{StartDelay: time.Second, BackOff: 10 * time.Second, Unpullable: regexp.MustCompile(`^9$`)}

// life steps a pod through time without a clock.
type life struct {
	*testing.T
	*machine
	now     time.Time
	reasons []string
}

func newLife(t *testing.T, change func(*corev1.Pod)) *life {
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "a", Annotations: map[string]string{}},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Image: "db:1"}}},
	}
	if change != nil {
		change(pod)
	}
	node := &node{Node: fleet.Node{Name: "node-1", Address: "127.0.0.1"}, images: map[string]bool{}}
	m := newMachine(settings, node, "127.0.0.2", pod, noon)
	m.listens = func(int) error { return errors.New("refused") }
	return &life{T: t, machine: m, now: noon}
}

// pass steps as often as something is due within a time.
func (l *life) pass(time time.Duration) {
	end := l.now.Add(time)
	for {
		wake := l.step(l.now)
		for _, what := range l.occurrences() {
			l.reasons = append(l.reasons, what.reason)
		}
		if wake.IsZero() || wake.After(end) {
			l.now = end
			return
		}
		l.now = wake
	}
}

func (l *life) expect(phase corev1.PodPhase, state string, reasons string) {
	l.Helper()
	status := l.status(l.now)
	main := status.ContainerStatuses[0]
	got := "Running"
	if main.State.Waiting != nil {
		got = main.State.Waiting.Reason
	}
	if main.State.Terminated != nil {
		got = main.State.Terminated.Reason
	}
	if status.Phase != phase || got != state || strings.Join(l.reasons, " ") != reasons {
		l.Errorf("%s %s after %v", status.Phase, got, l.reasons)
	}
	l.reasons = nil
}

func TestAPodGoesFromPendingToRunning(t *testing.T) {
	l := newLife(t, nil)
	l.pass(0)
	l.expect(corev1.PodPending, "ContainerCreating", "")
	l.pass(time.Second)
	l.expect(corev1.PodRunning, "Running", "Pulling Pulled Created Started")
	if !isTrue(l.status(l.now), corev1.PodReady) {
		t.Error("the pod is not ready")
	}
}

func isTrue(status corev1.PodStatus, kind corev1.PodConditionType) bool {
	for _, condition := range status.Conditions {
		if condition.Type == kind {
			return condition.Status == corev1.ConditionTrue
		}
	}
	return false
}

func TestAnImageIsPulledOnceOnANode(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) {
		pod.Spec.InitContainers = []corev1.Container{{Name: "init", Image: "db:1"}}
	})
	l.pass(5 * time.Second)
	l.expect(corev1.PodRunning, "Running", "Pulling Pulled Created Started Pulled Created Started")
}

func TestPullsAreTriedAgainAfterLongerAndLongerPauses(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "db:9" })
	l.pass(time.Second)
	l.expect(corev1.PodPending, "ErrImagePull", "Pulling Failed Failed")
	l.pass(time.Second)
	l.expect(corev1.PodPending, "ImagePullBackOff", "BackOff Failed")
	l.pass(10 * time.Second)
	l.expect(corev1.PodPending, "ErrImagePull", "Pulling Failed Failed")
	l.pass(time.Second)
	l.expect(corev1.PodPending, "ImagePullBackOff", "BackOff Failed")
	l.pass(19 * time.Second)
	l.expect(corev1.PodPending, "ImagePullBackOff", "")
	l.pass(time.Second)
	l.expect(corev1.PodPending, "ErrImagePull", "Pulling Failed Failed")
	l.pass(time.Hour)
	if longest := l.mains[0].backOff; longest != maxBackOff*settings.BackOff {
		t.Errorf("the pause is %s in the end", longest)
	}
}

func TestAnImageThatIsCorrectedIsPulledAtOnce(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) { pod.Spec.Containers[0].Image = "db:9" })
	l.pass(time.Minute)
	l.reasons = nil
	fixed := l.pod.DeepCopy()
	fixed.Spec.Containers[0].Image = "db:1"
	l.observe(fixed)
	l.pass(0)
	l.expect(corev1.PodRunning, "Running", "Pulling Pulled Created Started")
}

func TestARunningContainerIsReplacedWhenItsImageChanges(t *testing.T) {
	l := newLife(t, nil)
	l.pass(time.Minute)
	l.reasons = nil
	changed := l.pod.DeepCopy()
	changed.Spec.Containers[0].Image = "db:2"
	l.observe(changed)
	l.pass(0)
	l.expect(corev1.PodRunning, "Running", "Killing Pulling Pulled Created Started")
	if main := l.status(l.now).ContainerStatuses[0]; main.RestartCount != 1 || main.Image != "db:2" || main.LastTerminationState.Terminated == nil {
		t.Errorf("%+v", main)
	}
}

func TestACrashingContainerIsStartedAgainUntilItStops(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) { pod.Annotations[AnnotationCrashLoop] = "main" })
	l.pass(2 * time.Second)
	l.expect(corev1.PodRunning, "CrashLoopBackOff", "Pulling Pulled Created Started BackOff")
	healed := l.pod.DeepCopy()
	healed.Annotations = nil
	l.observe(healed)
	l.pass(time.Minute)
	l.expect(corev1.PodRunning, "Running", "Created Started")
	if main := l.status(l.now).ContainerStatuses[0]; main.RestartCount != 1 || !main.Ready {
		t.Errorf("%+v", main)
	}
}

func TestAnUnhealthyPodSaysSoNowAndThen(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) { pod.Annotations[AnnotationReadinessPort] = "3000" })
	l.pass(time.Second)
	l.reasons = nil
	l.pass(2 * unhealthyPeriod)
	l.expect(corev1.PodRunning, "Running", "Unhealthy Unhealthy")
	l.listens = func(int) error { return nil }
	l.pass(probePeriod)
	if !isTrue(l.status(l.now), corev1.PodReady) {
		t.Error("something listens, and the pod is not ready")
	}
}

func TestDeletingTakesNoLongerThanTheGracePeriod(t *testing.T) {
	for _, test := range []struct {
		grace   int64
		ignores string
		takes   time.Duration
		reason  string
	}{
		{30, "false", time.Second, "Completed"},
		{0, "false", 0, "Completed"},
		{30, "true", 30 * time.Second, "Error"},
		{0, "true", 0, "Error"},
	} {
		l := newLife(t, func(pod *corev1.Pod) { pod.Annotations[AnnotationIgnoresTerm] = test.ignores })
		l.pass(time.Minute)
		l.reasons = nil
		deleted := l.pod.DeepCopy()
		deleted.DeletionTimestamp, deleted.DeletionGracePeriodSeconds = new(metav1.NewTime(l.now)), &test.grace
		l.observe(deleted)
		if test.takes > 0 {
			l.pass(test.takes - 1)
			if l.stopped() {
				t.Errorf("%+v: stopped too early", test)
			}
			l.pass(1)
		}
		l.pass(0)
		phase := corev1.PodSucceeded
		if test.reason == "Error" {
			phase = corev1.PodFailed
		}
		l.expect(phase, test.reason, "Killing")
		if !l.stopped() {
			t.Errorf("%+v: not stopped", test)
		}
	}
}

func TestAPodThatWaitsForItsVolumesCanBeDeleted(t *testing.T) {
	l := newLife(t, nil)
	l.blocked = "configmap not found"
	l.pass(0)
	l.expect(corev1.PodPending, "ContainerCreating", "FailedMount")
	deleted := l.pod.DeepCopy()
	deleted.DeletionTimestamp, deleted.DeletionGracePeriodSeconds = new(metav1.NewTime(l.now)), new(int64(0))
	l.observe(deleted)
	l.pass(0)
	if !l.stopped() {
		t.Error("the pod is not stopped")
	}
}

func TestAnnotationsThatCannotBeReadAreTold(t *testing.T) {
	l := newLife(t, func(pod *corev1.Pod) {
		pod.Annotations[AnnotationReadinessPort] = "many"
		pod.Annotations[AnnotationLogEvery] = "1ns"
	})
	l.pass(time.Second)
	l.expect(corev1.PodRunning, "Running", "InvalidAnnotation Pulling Pulled Created Started")
	l.observe(l.pod)
	l.pass(0)
	l.expect(corev1.PodRunning, "Running", "")
}

func TestATimeOfAConditionStaysWhileItsStatusDoes(t *testing.T) {
	l := newLife(t, nil)
	l.pass(time.Second)
	before := l.status(l.now).Conditions
	l.pass(time.Minute)
	after := l.status(l.now).Conditions
	for i := range before {
		if before[i] != after[i] {
			t.Errorf("%+v became %+v", before[i], after[i])
		}
	}
}

func TestTagsAreFoundBehindRegistriesWithPorts(t *testing.T) {
	for image, want := range map[string]string{
		"db:1.0":                "1.0",
		"registry:5000/db":      "latest",
		"registry:5000/a/db:9":  "9",
		"docker.io/library/db:": "",
	} {
		if got := tag(image); got != want {
			t.Errorf("%s: %q, not %q", image, got, want)
		}
	}
}
