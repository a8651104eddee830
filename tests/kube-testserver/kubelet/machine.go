package kubelet

import (
	"fmt"
	"time"

	corev1 "k8s.io/api/core/v1"
)

const (
	probePeriod     = 100 * time.Millisecond
	unhealthyPeriod = 10 * time.Second
)

// occurrence is what becomes an event; without a container it is the pod's.
type occurrence struct {
	container, kind, reason, message string
}

// machine is the life of one pod on its node, step by step.
type machine struct {
	settings Settings
	node     *node
	address  string
	// listens tells whether something listens on a port of the pod.
	listens func(port int) error

	pod        *corev1.Pod
	asked      behaviour
	invalid    string
	started    time.Time
	blocked    string
	inits      []*container
	mains      []*container
	conditions []corev1.PodCondition
	logged     string
	nextLine   time.Time
	lines      int
	unhealthy  time.Time
	killedAt   time.Time
	occurred   []occurrence
}

func newMachine(settings Settings, node *node, address string, pod *corev1.Pod, now time.Time) *machine {
	m := &machine{settings: settings, node: node, address: address, started: now, conditions: pod.Status.Conditions}
	for _, spec := range pod.Spec.InitContainers {
		m.inits = append(m.inits, newContainer(spec, true))
	}
	for _, spec := range pod.Spec.Containers {
		m.mains = append(m.mains, newContainer(spec, false))
	}
	m.observe(pod)
	m.logged = m.asked.log
	return m
}

func (m *machine) containers() []*container {
	return append(m.inits[:len(m.inits):len(m.inits)], m.mains...)
}

// observe takes over what the API server says of the pod now.
func (m *machine) observe(pod *corev1.Pod) {
	m.pod = pod
	asked, err := behaviourOf(pod)
	invalid := fmt.Sprint(err)
	if err != nil && invalid != m.invalid {
		m.emit(occurrence{kind: corev1.EventTypeWarning, reason: "InvalidAnnotation", message: invalid})
	}
	m.asked, m.invalid = asked, invalid
	images := map[string]string{}
	for _, specs := range [][]corev1.Container{pod.Spec.InitContainers, pod.Spec.Containers} {
		for _, spec := range specs {
			images[spec.Name] = spec.Image
		}
	}
	for _, c := range m.containers() {
		c.spec.Image = images[c.spec.Name]
	}
}

// step brings the pod as far as it gets by now and tells when to come again; zero is never.
func (m *machine) step(now time.Time) time.Time {
	if m.pod.DeletionTimestamp != nil {
		return m.stop(now)
	}
	if m.blocked != "" {
		m.emit(occurrence{kind: corev1.EventTypeWarning, reason: "FailedMount", message: m.blocked})
		return time.Time{}
	}
	for _, c := range m.inits {
		c.step(now, m.around(c))
		if !c.isUp() {
			return c.due
		}
	}
	for _, c := range m.mains {
		c.step(now, m.around(c))
	}
	m.write(now)
	m.probe(now)
	return m.wake(now)
}

func (m *machine) around(c *container) *surroundings {
	around := &surroundings{Settings: m.settings, pod: m.pod, node: m.node, emit: m.emit, crashes: c.spec.Name == m.asked.crashLoop}
	if c == m.mains[0] {
		around.greets = m.asked.log
	}
	return around
}

// stop ends the containers within the grace period.
func (m *machine) stop(now time.Time) time.Time {
	if m.killedAt.IsZero() {
		m.killedAt = now
		for _, c := range m.containers() {
			if c.stage == running {
				m.emit(occurrence{c.spec.Name, corev1.EventTypeNormal, "Killing", "Stopping container " + c.spec.Name})
			}
		}
	}
	var grace time.Duration
	if seconds := m.pod.DeletionGracePeriodSeconds; seconds != nil {
		grace = time.Duration(*seconds) * time.Second
	}
	code, reason, takes := int32(0), "Completed", min(grace, m.settings.StartDelay)
	if m.asked.ignoresTerm {
		code, reason, takes = 137, "Error", grace
	}
	if end := m.killedAt.Add(takes); now.Before(end) {
		return end
	}
	for _, c := range m.containers() {
		if c.stage == running {
			c.terminate(now, m.pod, code, reason)
		}
		c.ready = false
	}
	return time.Time{}
}

// stopped tells whether the API server may forget the pod.
func (m *machine) stopped() bool {
	if m.killedAt.IsZero() {
		return false
	}
	for _, c := range m.containers() {
		if c.stage == running {
			return false
		}
	}
	return true
}

// write lets the first container write what annotations ask for.
func (m *machine) write(now time.Time) {
	c := m.mains[0]
	if c.stage != running {
		return
	}
	if m.logged != m.asked.log {
		m.logged = m.asked.log
		c.log.Append(now, m.asked.log)
	}
	if m.asked.logEvery == 0 {
		m.nextLine = time.Time{}
		return
	}
	if m.nextLine.IsZero() {
		m.nextLine = now
	}
	for !now.Before(m.nextLine) {
		m.lines++
		c.log.Append(m.nextLine, fmt.Sprintf("line %d", m.lines))
		m.nextLine = m.nextLine.Add(m.asked.logEvery)
	}
}

// probe decides which containers are ready.
func (m *machine) probe(now time.Time) {
	for _, c := range m.mains {
		problem := ""
		switch {
		case c.stage != running:
			c.ready = false
			continue
		case m.asked.neverReady:
			problem = "annotation " + AnnotationNeverReady + " asks for it"
		case c == m.probed():
			if err := m.listens(m.asked.readinessPort); err != nil {
				problem = err.Error()
			}
		}
		c.ready = problem == ""
		if !c.ready && !now.Before(m.unhealthy) {
			m.unhealthy = now.Add(unhealthyPeriod)
			m.emit(occurrence{c.spec.Name, corev1.EventTypeWarning, "Unhealthy", "Readiness probe failed: " + problem})
		}
	}
}

// probed is the container whose readiness the port decides: the one that declares it, else the first.
func (m *machine) probed() *container {
	if m.asked.readinessPort == 0 {
		return nil
	}
	for _, c := range m.mains {
		for _, port := range c.spec.Ports {
			if int(port.ContainerPort) == m.asked.readinessPort {
				return c
			}
		}
	}
	return m.mains[0]
}

// wake is the earliest time at which something is due.
func (m *machine) wake(now time.Time) time.Time {
	dues := []time.Time{m.nextLine}
	if m.probed() != nil {
		dues = append(dues, now.Add(probePeriod))
	}
	for _, c := range m.containers() {
		dues = append(dues, c.due)
	}
	var earliest time.Time
	for _, due := range dues {
		if !due.IsZero() && (earliest.IsZero() || due.Before(earliest)) {
			earliest = due
		}
	}
	return earliest
}

func (m *machine) emit(what occurrence) {
	m.occurred = append(m.occurred, what)
}

// occurrences yields what happened since it was asked last.
func (m *machine) occurrences() []occurrence {
	occurred := m.occurred
	m.occurred = nil
	return occurred
}
