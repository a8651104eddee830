// Package kubelet stands in for the kubelets of all nodes: it reports the pods bound to them as they would run, serves their logs, and
// answers commands. Nothing is run; what pods do is decided by annotations (see behaviour.go).
package kubelet

import (
	"context"
	"crypto/tls"
	"regexp"
	"sync"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/record"

	"acm/kube-testserver/addresses"
	"acm/kube-testserver/fleet"
)

// eventRetry is the pause before an event is written again that the API server did not take.
const eventRetry = time.Second

// Settings are the same for all pods.
type Settings struct {
	// StartDelay is how long each container takes to start, and to stop.
	StartDelay time.Duration
	// BackOff is the first pause before a container is started, or its image is pulled, again; each is twice as long, up to 16 times the first.
	BackOff time.Duration
	// Unpullable matches the tags of images that cannot be pulled.
	Unpullable *regexp.Regexp
}

// Options are what Run needs.
type Options struct {
	Settings
	Client    kubernetes.Interface
	Nodes     []fleet.Node
	Addresses *addresses.Block
	// Port of each node's address where it is served, and how.
	Port int32
	TLS  *tls.Config
}

// node is one node with its images.
type node struct {
	fleet.Node
	recorder record.EventRecorder

	mu     sync.Mutex
	images map[string]bool
}

func (n *node) has(image string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.images[image]
}

func (n *node) keep(image string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.images[image] = true
}

// kubelets holds the workers of all pods.
type kubelets struct {
	Options
	nodes map[string]*node

	mu      sync.Mutex
	workers map[types.UID]*worker
}

// Run serves all nodes until the context ends. It returns once they listen.
func Run(ctx context.Context, options Options) error {
	k := &kubelets{Options: options, nodes: map[string]*node{}, workers: map[types.UID]*worker{}}
	broadcaster := record.NewBroadcaster(record.WithContext(ctx), record.WithSleepDuration(eventRetry))
	broadcaster.StartRecordingToSink(&typedcorev1.EventSinkImpl{Interface: options.Client.CoreV1().Events("")})
	for _, one := range options.Nodes {
		source := corev1.EventSource{Component: "kubelet", Host: one.Name}
		served := &node{Node: one, recorder: broadcaster.NewRecorder(scheme.Scheme, source), images: map[string]bool{}}
		if err := k.serve(ctx, served); err != nil {
			return err
		}
		k.nodes[one.Name] = served
	}
	factory := informers.NewSharedInformerFactory(options.Client, 0)
	_, err := factory.Core().V1().Pods().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(object any) { k.observe(ctx, object.(*corev1.Pod)) },
		UpdateFunc: func(_, object any) { k.observe(ctx, object.(*corev1.Pod)) },
		DeleteFunc: k.forget,
	})
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	return nil
}

// observe hands a pod to its worker, which is started when the pod has been bound.
func (k *kubelets) observe(ctx context.Context, pod *corev1.Pod) {
	node, ours := k.nodes[pod.Spec.NodeName]
	if !ours {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	w, known := k.workers[pod.UID]
	if !known {
		w = newWorker(k, node, pod)
		k.workers[pod.UID] = w
		var working context.Context
		working, w.cancel = context.WithCancel(ctx)
		go w.run(working, pod)
	}
	w.hand(pod)
}

func (k *kubelets) forget(object any) {
	if last, ok := object.(cache.DeletedFinalStateUnknown); ok {
		object = last.Obj
	}
	pod, ok := object.(*corev1.Pod)
	if !ok {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if w, known := k.workers[pod.UID]; known {
		w.cancel()
		delete(k.workers, pod.UID)
	}
}

// find yields the worker of a pod of that node.
func (k *kubelets) find(node *node, namespace, name string) *worker {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, w := range k.workers {
		if w.node == node && w.namespace == namespace && w.name == name {
			return w
		}
	}
	return nil
}
