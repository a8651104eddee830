package kubelet

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// Annotations of a pod that tell the stand-in how to behave. They may be changed while the pod lives.
const (
	// AnnotationNeverReady "true": containers run but are not ready.
	AnnotationNeverReady = "kube-testserver/never-ready"
	// AnnotationReadinessPort: the container is ready while something listens on this port of the pod's address.
	AnnotationReadinessPort = "kube-testserver/readiness-port"
	// AnnotationCrashLoop: the container of this name ends soon after each start.
	AnnotationCrashLoop = "kube-testserver/crash-loop"
	// AnnotationExecFails: each command fails with this text on its standard error.
	AnnotationExecFails = "kube-testserver/exec-fails"
	// AnnotationIgnoresTerm "true": containers use up the whole grace period when the pod is deleted.
	AnnotationIgnoresTerm = "kube-testserver/ignores-sigterm"
	// AnnotationLog: the first container writes this text when it starts, and again when the text changes.
	AnnotationLog = "kube-testserver/log"
	// AnnotationLogEvery: the first container writes a numbered line each time this has passed.
	AnnotationLogEvery = "kube-testserver/log-every"
	// AnnotationExecuted is written by the stand-in: the last commands and how they ended, as JSON.
	AnnotationExecuted = "kube-testserver/executed"
)

// minLogEvery bounds how much a pod writes.
const minLogEvery = time.Millisecond

type behaviour struct {
	neverReady    bool
	readinessPort int
	crashLoop     string
	execFails     string
	ignoresTerm   bool
	log           string
	logEvery      time.Duration
}

// behaviourOf reads what the annotations ask for; what cannot be read is told and left out.
func behaviourOf(pod *corev1.Pod) (behaviour, error) {
	asked := behaviour{
		crashLoop: pod.Annotations[AnnotationCrashLoop],
		execFails: pod.Annotations[AnnotationExecFails],
		log:       pod.Annotations[AnnotationLog],
	}
	var problems []error
	read := func(name string, parse func(string) error) {
		text, there := pod.Annotations[name]
		if !there {
			return
		}
		if err := parse(text); err != nil {
			problems = append(problems, fmt.Errorf("annotation %s: %w", name, err))
		}
	}
	flag := func(target *bool) func(string) error {
		return func(text string) (err error) {
			*target, err = strconv.ParseBool(text)
			return err
		}
	}
	read(AnnotationNeverReady, flag(&asked.neverReady))
	read(AnnotationIgnoresTerm, flag(&asked.ignoresTerm))
	read(AnnotationReadinessPort, func(text string) error {
		port, err := strconv.ParseUint(text, 10, 16)
		asked.readinessPort = int(port)
		return err
	})
	read(AnnotationLogEvery, func(text string) error {
		every, err := time.ParseDuration(text)
		if err == nil && every < minLogEvery {
			err = fmt.Errorf("%s is less than %s", every, minLogEvery)
		}
		if err == nil {
			asked.logEvery = every
		}
		return err
	})
	return asked, errors.Join(problems...)
}
