package server

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"

	"acm/kube-testserver/boot"
)

// patience is how long a condition may take to become true.
const patience = 30 * time.Second

// shared is the server of all tests of this package; each works in a namespace of its own.
var shared *Server

func TestMain(m *testing.M) {
	boot.Divert()
	os.Exit(runTests(m))
}

func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "kube-testserver-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	options := Defaults()
	options.Definitions = "testdata"
	options.Users = []User{{Name: "reader", Groups: []string{"readers"}}}
	options.Fleet.Taint = &corev1.Taint{Key: "dedicated", Value: "other", Effect: corev1.TaintEffectNoSchedule}
	shared, err = Start(context.Background(), dir, options, func(err error) { fmt.Fprintln(os.Stderr, err) })
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return m.Run()
}

// place is a namespace of one test.
type place struct {
	*testing.T
	kubernetes.Interface
	ctx       context.Context
	namespace string
}

func newPlace(t *testing.T) *place {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	t.Cleanup(cancel)
	client := shared.Plane.Client
	made, err := client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "test-"}}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	p := &place{t, client, ctx, made.Name}
	p.eventually("pods are admitted", func() (bool, error) {
		_, err := client.CoreV1().ServiceAccounts(p.namespace).Get(ctx, "default", metav1.GetOptions{})
		return err == nil, err
	})
	return p
}

// eventually asks until the condition holds; an error that stays is told when time is over.
func (p *place) eventually(what string, holds func() (bool, error)) {
	p.Helper()
	deadline := time.Now().Add(patience)
	for {
		held, err := holds()
		if held {
			return
		}
		if time.Now().After(deadline) {
			p.Fatalf("waited %s in vain: %s (%v)", patience, what, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// pod makes one with a container `main`; change completes it.
func (p *place) pod(name string, change func(*corev1.Pod)) *corev1.Pod {
	p.Helper()
	pod := &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Annotations: map[string]string{}},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Image: "registry:5000/db:1.0"}}},
	}
	if change != nil {
		change(pod)
	}
	made, err := p.CoreV1().Pods(p.namespace).Create(p.ctx, pod, metav1.CreateOptions{})
	if err != nil {
		p.Fatal(err)
	}
	return made
}

// until waits for a pod to be so, and yields it.
func (p *place) until(name, what string, so func(*corev1.Pod) bool) (pod *corev1.Pod) {
	p.Helper()
	p.eventually(name+" "+what, func() (held bool, err error) {
		pod, err = p.CoreV1().Pods(p.namespace).Get(p.ctx, name, metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		return so(pod), fmt.Errorf("%+v", pod.Status)
	})
	return pod
}

func (p *place) untilReady(name string) *corev1.Pod {
	p.Helper()
	return p.until(name, "is ready", isReady)
}

// annotate changes an annotation of a pod.
func (p *place) annotate(name, annotation, value string) {
	p.Helper()
	p.eventually("the annotation is there", func() (bool, error) {
		pod, err := p.CoreV1().Pods(p.namespace).Get(p.ctx, name, metav1.GetOptions{})
		if err != nil {
			return false, err
		}
		metav1.SetMetaDataAnnotation(&pod.ObjectMeta, annotation, value)
		_, err = p.CoreV1().Pods(p.namespace).Update(p.ctx, pod, metav1.UpdateOptions{})
		return err == nil, err
	})
}

// untilEvent waits for an event of that reason about an object of that name, and yields it.
func (p *place) untilEvent(name, reason string) (found corev1.Event) {
	p.Helper()
	p.eventually(name+" has an event "+reason, func() (bool, error) {
		events, err := p.CoreV1().Events(p.namespace).List(p.ctx, metav1.ListOptions{})
		if err != nil {
			return false, err
		}
		for _, event := range events.Items {
			if event.InvolvedObject.Name == name && event.Reason == reason {
				found = event
				return true, nil
			}
		}
		return false, nil
	})
	return found
}

// as is a client of someone else.
func (p *place) as(user string) kubernetes.Interface {
	p.Helper()
	config, err := clientcmd.BuildConfigFromFlags("", shared.Users[user])
	if err != nil {
		p.Fatal(err)
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		p.Fatal(err)
	}
	return client
}

func isReady(pod *corev1.Pod) bool {
	return has(pod, corev1.PodReady, corev1.ConditionTrue)
}

func has(pod *corev1.Pod, kind corev1.PodConditionType, status corev1.ConditionStatus) bool {
	for _, condition := range pod.Status.Conditions {
		if condition.Type == kind {
			return condition.Status == status
		}
	}
	return false
}

// bind gives a group the rights of a cluster role in the namespace.
func (p *place) bind(role, group string) error {
	_, err := p.RbacV1().RoleBindings(p.namespace).Create(p.ctx, &rbacv1.RoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: role},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role},
		Subjects:   []rbacv1.Subject{{APIGroup: rbacv1.GroupName, Kind: rbacv1.GroupKind, Name: group}},
	}, metav1.CreateOptions{})
	return err
}
