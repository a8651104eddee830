package kubelet

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/tools/reference"
	"k8s.io/klog/v2"
)

const (
	retryPeriod  = 500 * time.Millisecond
	probeTimeout = 200 * time.Millisecond
	// releaseTimeout bounds the last request about a pod.
	releaseTimeout = 10 * time.Second
)

// worker owns one pod: it steps its machine and tells the API server.
type worker struct {
	kubelets  *kubelets
	node      *node
	namespace string
	name      string
	uid       types.UID
	cancel    context.CancelFunc
	updates   chan *corev1.Pod

	mu        sync.Mutex
	machine   *machine
	published []byte
	executed  []execution
}

func newWorker(k *kubelets, node *node, pod *corev1.Pod) *worker {
	return &worker{
		kubelets:  k,
		node:      node,
		namespace: pod.Namespace,
		name:      pod.Name,
		uid:       pod.UID,
		updates:   make(chan *corev1.Pod, 1),
	}
}

// hand gives the worker the newest state of the pod; one it has not looked at is replaced.
func (w *worker) hand(pod *corev1.Pod) {
	select {
	case <-w.updates:
	default:
	}
	w.updates <- pod
}

func (w *worker) run(ctx context.Context, pod *corev1.Pod) {
	address := w.node.Address
	if !pod.Spec.HostNetwork {
		taken, err := w.kubelets.Addresses.Take()
		if err != nil {
			klog.ErrorS(err, "address", "pod", klog.KObj(pod))
			return
		}
		defer w.kubelets.Addresses.GiveBack(taken)
		address = taken
	}
	w.mu.Lock()
	w.machine = newMachine(w.kubelets.Settings, w.node, address, pod, time.Now())
	w.machine.listens = func(port int) error { return listens(address, port) }
	w.machine.blocked = "volumes have not been looked at"
	w.mu.Unlock()
	for {
		wake, err := w.advance(ctx)
		if err != nil && ctx.Err() == nil {
			klog.ErrorS(err, "pod", "pod", klog.KObj(pod))
			wake = time.Now().Add(retryPeriod)
		}
		var timer <-chan time.Time
		if !wake.IsZero() {
			timer = time.After(time.Until(wake))
		}
		select {
		case newer := <-w.updates:
			w.mu.Lock()
			w.machine.observe(newer)
			w.mu.Unlock()
		case <-timer:
		case <-ctx.Done():
			w.close()
			return
		}
	}
}

// advance takes one step and reports it.
func (w *worker) advance(ctx context.Context) (time.Time, error) {
	if w.machine.blocked != "" {
		w.machine.blocked = w.missingVolume(ctx)
	}
	w.mu.Lock()
	now := time.Now()
	wake := w.machine.step(now)
	if w.machine.blocked != "" && w.machine.pod.DeletionTimestamp == nil {
		wake = now.Add(retryPeriod)
	}
	status := w.machine.status(now)
	occurred := w.machine.occurrences()
	pod, stopped := w.machine.pod, w.machine.stopped()
	w.mu.Unlock()

	for _, what := range occurred {
		w.record(pod, what)
	}
	if err := w.publish(ctx, status); err != nil {
		return wake, err
	}
	if stopped {
		return wake, w.release(ctx)
	}
	return wake, nil
}

// release lets the API server forget the pod. The news of that ends the worker, but must not end the request.
func (w *worker) release(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), releaseTimeout)
	defer cancel()
	return notGone(w.kubelets.Client.CoreV1().Pods(w.namespace).Delete(ctx, w.name, metav1.DeleteOptions{
		GracePeriodSeconds: new(int64(0)),
		Preconditions:      metav1.NewUIDPreconditions(string(w.uid)),
	}))
}

// publish reports a status that differs from the one before.
func (w *worker) publish(ctx context.Context, status corev1.PodStatus) error {
	patch, err := json.Marshal(map[string]any{"metadata": map[string]any{"uid": w.uid}, "status": status})
	if err != nil || bytes.Equal(patch, w.published) {
		return err
	}
	_, err = w.kubelets.Client.CoreV1().Pods(w.namespace).Patch(ctx, w.name, types.StrategicMergePatchType, patch, metav1.PatchOptions{}, "status")
	if err = notGone(err); err == nil {
		w.published = patch
	}
	return err
}

// notGone is the error, unless it says that this pod is no more.
func notGone(err error) error {
	if errors.IsNotFound(err) || errors.IsConflict(err) {
		return nil
	}
	return err
}

func (w *worker) record(pod *corev1.Pod, what occurrence) {
	about, err := reference.GetReference(scheme.Scheme, pod)
	if err != nil {
		klog.ErrorS(err, "event", "pod", klog.KObj(pod))
		return
	}
	if what.container != "" {
		about.FieldPath = fmt.Sprintf("%s{%s}", fieldOf(pod, what.container), what.container)
	}
	w.node.recorder.Event(about, what.kind, what.reason, what.message)
}

func fieldOf(pod *corev1.Pod, container string) string {
	for _, spec := range pod.Spec.InitContainers {
		if spec.Name == container {
			return "spec.initContainers"
		}
	}
	return "spec.containers"
}

// close ends the logs, so that nobody goes on following them.
func (w *worker) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.machine.containers() {
		if c.log != nil {
			c.log.Close()
		}
	}
}

// container finds one by its name; the first is meant when none is given.
func (w *worker) container(name string) *container {
	if w.machine == nil {
		return nil
	}
	for _, c := range w.machine.containers() {
		if c.spec.Name == name {
			return c
		}
	}
	return nil
}

// missingVolume tells which ConfigMap or Secret the pod waits for; empty when all are there.
func (w *worker) missingVolume(ctx context.Context) string {
	for _, volume := range w.machine.pod.Spec.Volumes {
		for _, source := range sourcesOf(volume) {
			if err := w.get(ctx, source); errors.IsNotFound(err) {
				return fmt.Sprintf("MountVolume.SetUp failed for volume %q : %s", volume.Name, err.(errors.APIStatus).Status().Message)
			}
		}
	}
	return ""
}

func (w *worker) get(ctx context.Context, source volumeSource) (err error) {
	core := w.kubelets.Client.CoreV1()
	if source.secret {
		_, err = core.Secrets(w.namespace).Get(ctx, source.name, metav1.GetOptions{})
	} else {
		_, err = core.ConfigMaps(w.namespace).Get(ctx, source.name, metav1.GetOptions{})
	}
	return err
}

func listens(address string, port int) error {
	connection, err := net.DialTimeout("tcp", net.JoinHostPort(address, fmt.Sprint(port)), probeTimeout)
	if err != nil {
		return err
	}
	return connection.Close()
}
