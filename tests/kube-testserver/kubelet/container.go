package kubelet

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// stage is where a container is in its life.
type stage int

const (
	creating stage = iota
	pullFailed
	pullBackOff
	running
	crashBackOff
	ended
)

// imageSize is what every image weighs.
const imageSize = 100 << 20

// maxBackOff is how often the first back-off fits into the longest.
const maxBackOff = 16

// container is one container of a pod. It knows no clock and no cluster: step is told the time and what surrounds it.
type container struct {
	spec  corev1.Container
	image string
	// runsOnce: an init container that has to end before the next begins.
	runsOnce bool

	stage    stage
	due      time.Time
	backOff  time.Duration
	state    corev1.ContainerState
	last     corev1.ContainerState
	restarts int32
	ready    bool
	log      *Log
	previous *Log
}

// surroundings are what a container meets at a step.
type surroundings struct {
	Settings
	pod     *corev1.Pod
	node    *node
	crashes bool
	greets  string
	emit    func(occurrence)
}

func newContainer(spec corev1.Container, init bool) *container {
	always := spec.RestartPolicy != nil && *spec.RestartPolicy == corev1.ContainerRestartPolicyAlways
	reason := "ContainerCreating"
	if init {
		reason = "PodInitializing"
	}
	return &container{
		spec:     spec,
		image:    spec.Image,
		runsOnce: init && !always,
		state:    waiting(reason, ""),
	}
}

func waiting(reason, message string) corev1.ContainerState {
	return corev1.ContainerState{Waiting: &corev1.ContainerStateWaiting{Reason: reason, Message: message}}
}

// isUp tells whether the next init container, or the pod, may go on.
func (c *container) isUp() bool {
	if c.runsOnce {
		return c.stage == ended
	}
	return c.stage == running
}

// step brings the container as far as it gets by now. Its due time says when to come again; zero is never.
func (c *container) step(now time.Time, around *surroundings) {
	if c.due.IsZero() && c.stage == creating {
		c.due = now.Add(around.StartDelay)
	}
	if c.image != c.spec.Image {
		c.changeImage(now, around)
	}
	if c.stage == running && !c.runsOnce {
		c.foresee(now, around)
	}
	if c.due.IsZero() || now.Before(c.due) {
		return
	}
	c.due = time.Time{}
	switch c.stage {
	case creating, pullBackOff:
		c.pull(now, around)
	case pullFailed:
		c.emit(around, corev1.EventTypeNormal, "BackOff", "Back-off pulling image %q", c.image)
		c.emit(around, corev1.EventTypeWarning, "Failed", "Error: ImagePullBackOff")
		c.state = waiting("ImagePullBackOff", fmt.Sprintf("Back-off pulling image %q: ErrImagePull: %s", c.image, pullError(c.image)))
		c.stage, c.due = pullBackOff, now.Add(c.nextBackOff(around))
	case running:
		c.end(now, around)
	case crashBackOff:
		c.restarts++
		c.start(now, around)
	}
}

// foresee plans the crash that is asked for, or takes it back.
func (c *container) foresee(now time.Time, around *surroundings) {
	switch {
	case !around.crashes:
		c.due = time.Time{}
	case c.due.IsZero():
		c.due = now.Add(around.StartDelay)
	}
}

func (c *container) pull(now time.Time, around *surroundings) {
	present := around.node.has(c.image) && c.spec.ImagePullPolicy != corev1.PullAlways
	if present {
		c.emit(around, corev1.EventTypeNormal, "Pulled", "Container image %q already present on machine and can be accessed by the pod", c.image)
		c.start(now, around)
		return
	}
	c.emit(around, corev1.EventTypeNormal, "Pulling", "Pulling image %q", c.image)
	if around.Unpullable != nil && around.Unpullable.MatchString(tag(c.image)) {
		message := pullError(c.image)
		c.emit(around, corev1.EventTypeWarning, "Failed", "Failed to pull image %q: %s", c.image, message)
		c.emit(around, corev1.EventTypeWarning, "Failed", "Error: ErrImagePull")
		c.state = waiting("ErrImagePull", message)
		c.stage, c.due = pullFailed, now.Add(around.StartDelay)
		return
	}
	around.node.keep(c.image)
	c.emit(around, corev1.EventTypeNormal, "Pulled", "Successfully pulled image %q in %s (%s including waiting). Image size: %d bytes.",
		c.image, around.StartDelay, around.StartDelay, imageSize)
	c.start(now, around)
}

func (c *container) start(now time.Time, around *surroundings) {
	c.emit(around, corev1.EventTypeNormal, "Created", "Container created")
	c.emit(around, corev1.EventTypeNormal, "Started", "Container started")
	c.previous, c.log = c.log, NewLog()
	c.log.Append(now, fmt.Sprintf("%s: started %s in pod %s on node %s", c.spec.Name, c.image, around.pod.Name, around.node.Name))
	c.log.Append(now, around.greets)
	c.state = corev1.ContainerState{Running: &corev1.ContainerStateRunning{StartedAt: metav1.NewTime(now)}}
	c.stage = running
	if c.runsOnce {
		c.due = now.Add(around.StartDelay)
	} else {
		c.foresee(now, around)
	}
}

// end is what happens to a running container whose time has come: an init container is done, another one crashes.
func (c *container) end(now time.Time, around *surroundings) {
	if c.runsOnce {
		c.terminate(now, around.pod, 0, "Completed")
		return
	}
	c.terminate(now, around.pod, 1, "Error")
	c.last = c.state
	backOff := c.nextBackOff(around)
	pod := fmt.Sprintf("%s_%s(%s)", around.pod.Name, around.pod.Namespace, around.pod.UID)
	c.emit(around, corev1.EventTypeWarning, "BackOff", "Back-off restarting failed container %s in pod %s", c.spec.Name, pod)
	c.state = waiting("CrashLoopBackOff", fmt.Sprintf("back-off %s restarting failed container=%s pod=%s", backOff, c.spec.Name, pod))
	c.stage, c.due = crashBackOff, now.Add(backOff)
}

func (c *container) terminate(now time.Time, pod *corev1.Pod, code int32, reason string) {
	end := &corev1.ContainerStateTerminated{ExitCode: code, Reason: reason, FinishedAt: metav1.NewTime(now), ContainerID: c.id(pod)}
	if c.state.Running != nil {
		end.StartedAt = c.state.Running.StartedAt
	}
	c.state = corev1.ContainerState{Terminated: end}
	c.stage, c.due, c.ready = ended, time.Time{}, false
	if c.log != nil {
		c.log.Close()
	}
}

// changeImage restarts the container with the image its specification names now.
func (c *container) changeImage(now time.Time, around *surroundings) {
	c.image, c.backOff = c.spec.Image, 0
	if c.stage == running {
		c.emit(around, corev1.EventTypeNormal, "Killing", "Container %s definition changed, will be restarted", c.spec.Name)
		c.terminate(now, around.pod, 0, "Completed")
		c.last = c.state
		c.restarts++
	}
	if !c.runsOnce || c.stage != ended {
		c.state = waiting("ContainerCreating", "")
		c.stage, c.due = creating, now
	}
}

func (c *container) nextBackOff(around *surroundings) time.Duration {
	c.backOff = min(max(around.BackOff, 2*c.backOff), maxBackOff*around.BackOff)
	return c.backOff
}

func (c *container) emit(around *surroundings, kind, reason, format string, values ...any) {
	around.emit(occurrence{container: c.spec.Name, kind: kind, reason: reason, message: fmt.Sprintf(format, values...)})
}

func (c *container) id(pod *corev1.Pod) string {
	run := fmt.Sprintf("%s/%s/%d", pod.UID, c.spec.Name, c.restarts)
	return fmt.Sprintf("stand-in://%x", sha256.Sum256([]byte(run)))
}

func (c *container) status(pod *corev1.Pod) corev1.ContainerStatus {
	status := corev1.ContainerStatus{
		Name:                 c.spec.Name,
		Image:                c.image,
		State:                c.state,
		LastTerminationState: c.last,
		RestartCount:         c.restarts,
		Ready:                c.ready || c.runsOnce && c.stage == ended,
		Started:              new(c.stage == running),
	}
	if c.log != nil {
		status.ContainerID = c.id(pod)
		status.ImageID = fmt.Sprintf("%s@sha256:%x", repository(c.image), sha256.Sum256([]byte(c.image)))
	}
	return status
}

func pullError(image string) string {
	return fmt.Sprintf("rpc error: code = NotFound desc = failed to pull and unpack image %q: failed to resolve reference %q: %s: not found", image, image, image)
}

// split parts an image's name before its tag; a port of the registry is no tag.
func split(image string) (string, string) {
	if colon := strings.LastIndex(image, ":"); colon > strings.LastIndex(image, "/") {
		return image[:colon], image[colon+1:]
	}
	return image, "latest"
}

func tag(image string) string {
	_, tag := split(image)
	return tag
}

func repository(image string) string {
	repository, _ := split(image)
	return repository
}
