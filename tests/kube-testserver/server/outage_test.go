package server

import (
	"testing"
	"time"

	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
)

// obey runs a command that must not fail.
func (p *place) obey(command string) {
	p.Helper()
	if err := shared.Obey(p.ctx, command); err != nil {
		p.Fatalf("%s: %v", command, err)
	}
}

func TestTheAPIServerCrashesAndComesBackWithAllThatWas(t *testing.T) {
	p := newPlace(t)
	p.pod("a", nil)
	before := p.untilReady("a")
	p.obey("stop-api-server")
	if _, err := p.CoreV1().Nodes().List(p.ctx, metav1.ListOptions{}); err == nil {
		t.Error("a server that does not run answered")
	}
	if err := shared.Obey(p.ctx, "stop-api-server"); err == nil {
		t.Error("it was stopped twice")
	}
	p.obey("start-api-server")
	if after := p.untilReady("a"); after.UID != before.UID || after.Status.PodIP != before.Status.PodIP {
		t.Errorf("the pod is another: %+v", after.Status)
	}
	p.pod("b", nil)
	p.untilReady("b")
	old := metav1.ListOptions{ResourceVersion: before.ResourceVersion}
	p.eventually("a watch from before the crash has expired", func() (bool, error) {
		watching, err := p.CoreV1().Pods(p.namespace).Watch(p.ctx, old)
		if err != nil {
			return errors.IsResourceExpired(err), err
		}
		defer watching.Stop()
		event := <-watching.ResultChan()
		return errors.IsResourceExpired(errors.FromObject(event.Object)), nil
	})
}

func TestTheAPIServerHangsUntilItIsResumed(t *testing.T) {
	p := newPlace(t)
	impatient := rest.CopyConfig(shared.Plane.Admin)
	impatient.Timeout = 300 * time.Millisecond
	client, err := kubernetes.NewForConfig(impatient)
	if err != nil {
		t.Fatal(err)
	}
	p.obey("pause-api-server")
	if _, err := client.CoreV1().Nodes().List(p.ctx, metav1.ListOptions{}); err == nil {
		t.Error("a server that hangs answered")
	}
	p.obey("resume-api-server")
	p.eventually("it answers", func() (bool, error) {
		_, err := client.CoreV1().Nodes().List(p.ctx, metav1.ListOptions{})
		return err == nil, err
	})
}

func TestACommandThatIsUnknownIsRefused(t *testing.T) {
	p := newPlace(t)
	if err := shared.Obey(p.ctx, "stop everything"); err == nil {
		t.Error("it was obeyed")
	}
}
