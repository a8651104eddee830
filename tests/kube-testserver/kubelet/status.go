package kubelet

import (
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// status is what the kubelet would report of the pod.
func (m *machine) status(now time.Time) corev1.PodStatus {
	started := metav1.NewTime(m.started)
	status := corev1.PodStatus{
		ObservedGeneration: m.pod.Generation,
		Phase:              m.phase(),
		StartTime:          &started,
		HostIP:             m.node.Address,
		HostIPs:            []corev1.HostIP{{IP: m.node.Address}},
		PodIP:              m.address,
		PodIPs:             []corev1.PodIP{{IP: m.address}},
	}
	for _, c := range m.inits {
		status.InitContainerStatuses = append(status.InitContainerStatuses, c.status(m.pod))
	}
	for _, c := range m.mains {
		status.ContainerStatuses = append(status.ContainerStatuses, c.status(m.pod))
	}
	m.conditions = m.judge(now)
	status.Conditions = m.conditions
	return status
}

// phase is Pending until every container ran once.
func (m *machine) phase() corev1.PodPhase {
	phase := corev1.PodSucceeded
	for _, c := range m.containers() {
		switch {
		case c.stage != ended && c.log == nil:
			return corev1.PodPending
		case c.stage != ended:
			phase = corev1.PodRunning
		case c.state.Terminated.ExitCode != 0 && phase == corev1.PodSucceeded:
			phase = corev1.PodFailed
		}
	}
	return phase
}

// judge yields the kubelet's conditions; a condition that stays keeps its time.
func (m *machine) judge(now time.Time) []corev1.PodCondition {
	unready := names(m.mains, func(c *container) bool { return c.ready })
	containersReady := condition(corev1.ContainersReady, unready == "", "ContainersNotReady", "containers with unready status: "+unready)
	ready := containersReady
	ready.Type = corev1.PodReady
	if gates := m.closedGates(); unready == "" && gates != "" {
		ready = condition(corev1.PodReady, false, "ReadinessGatesNotReady", gates)
	}
	uninitialized := names(m.inits, (*container).isUp)
	conditions := []corev1.PodCondition{
		condition(corev1.PodReadyToStartContainers, m.killedAt.IsZero() && m.blocked == "", "", ""),
		condition(corev1.PodInitialized, uninitialized == "", "ContainersNotInitialized", "containers with incomplete status: "+uninitialized),
		ready,
		containersReady,
	}
	for i, one := range conditions {
		conditions[i].LastTransitionTime = metav1.NewTime(now)
		for _, before := range m.conditions {
			if before.Type == one.Type && before.Status == one.Status {
				conditions[i].LastTransitionTime = before.LastTransitionTime
			}
		}
	}
	return conditions
}

func condition(kind corev1.PodConditionType, holds bool, reason, message string) corev1.PodCondition {
	if holds {
		return corev1.PodCondition{Type: kind, Status: corev1.ConditionTrue}
	}
	return corev1.PodCondition{Type: kind, Status: corev1.ConditionFalse, Reason: reason, Message: message}
}

// closedGates tells which readiness gates others have not opened.
func (m *machine) closedGates() string {
	var closed []string
	for _, gate := range m.pod.Spec.ReadinessGates {
		problem := fmt.Sprintf("corresponding condition of pod readiness gate %q does not exist.", gate.ConditionType)
		for _, condition := range m.pod.Status.Conditions {
			if condition.Type != gate.ConditionType {
				continue
			}
			problem = ""
			if condition.Status != corev1.ConditionTrue {
				problem = fmt.Sprintf("the status of pod readiness gate %q is not \"True\", but %s", gate.ConditionType, condition.Status)
			}
		}
		if problem != "" {
			closed = append(closed, problem)
		}
	}
	return strings.Join(closed, ", ")
}

// names lists the containers of which something does not hold, as Kubernetes writes lists; empty when it holds of all.
func names(containers []*container, holds func(*container) bool) string {
	var names []string
	for _, c := range containers {
		if !holds(c) {
			names = append(names, c.spec.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return fmt.Sprint(names)
}
