package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	admissionv1 "k8s.io/api/admission/v1"
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/cert"
)

func TestTheAdministratorsKubeconfigOpensTheServer(t *testing.T) {
	p := newPlace(t)
	config, err := clientcmd.BuildConfigFromFlags("", shared.Kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	if config.Host != shared.URL {
		t.Errorf("the kubeconfig leads to %s, not to %s", config.Host, shared.URL)
	}
	nodes, err := p.CoreV1().Nodes().List(p.ctx, metav1.ListOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if len(nodes.Items) != len(shared.Nodes) {
		t.Errorf("there are %d nodes, and %d were told", len(nodes.Items), len(shared.Nodes))
	}
}

func TestEverythingListensOnLoopback(t *testing.T) {
	block := netip.MustParsePrefix(shared.PodAddresses)
	if !netip.MustParsePrefix("127.0.0.0/8").Overlaps(block) {
		t.Errorf("%s is not on loopback", block)
	}
	for _, node := range shared.Nodes {
		if !block.Contains(netip.MustParseAddr(node.Address)) {
			t.Errorf("%s is at %s, outside of %s", node.Name, node.Address, block)
		}
	}
}

func TestAUserWithoutRightsIsRefusedUntilARoleIsBound(t *testing.T) {
	p := newPlace(t)
	reader := p.as("reader")
	_, err := reader.CoreV1().ConfigMaps(p.namespace).List(p.ctx, metav1.ListOptions{})
	if !errors.IsForbidden(err) || !strings.Contains(err.Error(), `User "reader" cannot list resource "configmaps"`) {
		t.Fatalf("a reader without a role got %v", err)
	}
	if err := p.bind("view", "readers"); err != nil {
		t.Fatal(err)
	}
	p.eventually("the role is seen", func() (bool, error) {
		_, err := reader.CoreV1().ConfigMaps(p.namespace).List(p.ctx, metav1.ListOptions{})
		return err == nil, err
	})
	err = reader.CoreV1().ConfigMaps(p.namespace).Delete(p.ctx, "kube-root-ca.crt", metav1.DeleteOptions{})
	if !errors.IsForbidden(err) {
		t.Errorf("a reader may delete: %v", err)
	}
}

func TestDefinitionsAreServedAndTheirSchemaIsChecked(t *testing.T) {
	p := newPlace(t)
	client, err := dynamic.NewForConfig(shared.Plane.Admin)
	if err != nil {
		t.Fatal(err)
	}
	widgets := client.Resource(schema.GroupVersionResource{Group: "example.invalid", Version: "v1", Resource: "widgets"}).Namespace(p.namespace)
	widget := func(size int64) *unstructured.Unstructured {
		return &unstructured.Unstructured{Object: map[string]any{
			"apiVersion": "example.invalid/v1", "kind": "Widget",
			"metadata": map[string]any{"name": "one"}, "spec": map[string]any{"size": size},
		}}
	}
	if _, err := widgets.Create(p.ctx, widget(9), metav1.CreateOptions{}); !errors.IsInvalid(err) {
		t.Errorf("a widget that is too large was not refused: %v", err)
	}
	if _, err := widgets.Create(p.ctx, widget(3), metav1.CreateOptions{}); err != nil {
		t.Error(err)
	}
}

// A webhook is any HTTPS server on loopback.
func TestAdmissionWebhooksAreAsked(t *testing.T) {
	p := newPlace(t)
	hook := httptest.NewTLSServer(http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		review := admissionv1.AdmissionReview{}
		if err := json.NewDecoder(request.Body).Decode(&review); err != nil {
			http.Error(writer, err.Error(), http.StatusBadRequest)
			return
		}
		review.Response = &admissionv1.AdmissionResponse{UID: review.Request.UID, Result: &metav1.Status{Code: http.StatusForbidden, Message: "one; two"}}
		_ = json.NewEncoder(writer).Encode(review)
	}))
	defer hook.Close()
	authority, err := cert.EncodeCertificates(hook.Certificate())
	if err != nil {
		t.Fatal(err)
	}
	configurations := p.AdmissionregistrationV1().ValidatingWebhookConfigurations()
	made, err := configurations.Create(p.ctx, &admissionregistrationv1.ValidatingWebhookConfiguration{
		ObjectMeta: metav1.ObjectMeta{Name: p.namespace},
		Webhooks: []admissionregistrationv1.ValidatingWebhook{{
			Name:                    "secrets.example.invalid",
			ClientConfig:            admissionregistrationv1.WebhookClientConfig{URL: &hook.URL, CABundle: authority},
			AdmissionReviewVersions: []string{"v1"},
			SideEffects:             new(admissionregistrationv1.SideEffectClassNone),
			NamespaceSelector:       &metav1.LabelSelector{MatchLabels: map[string]string{corev1.LabelMetadataName: p.namespace}},
			Rules: []admissionregistrationv1.RuleWithOperations{{
				Operations: []admissionregistrationv1.OperationType{admissionregistrationv1.Create},
				Rule:       admissionregistrationv1.Rule{APIGroups: []string{""}, APIVersions: []string{"v1"}, Resources: []string{"secrets"}},
			}},
		}},
	}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = configurations.Delete(p.ctx, made.Name, metav1.DeleteOptions{}) }()
	p.eventually("the webhook refuses", func() (bool, error) {
		_, err := p.CoreV1().Secrets(p.namespace).Create(p.ctx, &corev1.Secret{ObjectMeta: metav1.ObjectMeta{GenerateName: "s-"}}, metav1.CreateOptions{})
		return errors.IsForbidden(err) && strings.Contains(err.Error(), "one; two"), err
	})
}
