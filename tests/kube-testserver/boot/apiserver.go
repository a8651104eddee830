package boot

import (
	"context"
	"fmt"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
)

const (
	apiPort             = 16443
	serviceRange        = "10.96.0.0/16"
	firstServiceAddress = "10.96.0.1"
	pollInterval        = 20 * time.Millisecond
)

// apiArguments are those of the API server.
func (p *ControlPlane) apiArguments(address, etcd string) []string {
	return []string{
		"--etcd-servers=" + etcd,
		"--bind-address=" + address,
		"--advertise-address=" + address,
		fmt.Sprintf("--secure-port=%d", apiPort),
		"--endpoint-reconciler-type=none",
		"--cert-dir=" + p.dir,
		"--tls-cert-file=" + p.path("apiserver.crt"),
		"--tls-private-key-file=" + p.path("apiserver.key"),
		"--client-ca-file=" + p.path("ca.crt"),
		"--authorization-mode=RBAC",
		"--service-cluster-ip-range=" + serviceRange,
		"--allow-privileged=true",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + p.path("service-accounts.key"),
		"--service-account-signing-key-file=" + p.path("service-accounts.key"),
		"--kubelet-certificate-authority=" + p.path("ca.crt"),
		"--kubelet-client-certificate=" + p.path("kubelet-client.crt"),
		"--kubelet-client-key=" + p.path("kubelet-client.key"),
		"--kubelet-preferred-address-types=InternalIP",
		// Nodes stay ready: nobody writes their heartbeats.
		"--disable-admission-plugins=TaintNodesByCondition",
		"--profiling=false",
		"--v=0",
	}
}

// waitForAPI waits until the API server says that it is ready.
func (p *ControlPlane) waitForAPI(ctx context.Context) error {
	return wait.PollUntilContextCancel(ctx, pollInterval, true, func(ctx context.Context) (bool, error) {
		return p.Client.CoreV1().RESTClient().Get().AbsPath("/readyz").Do(ctx).Error() == nil, nil
	})
}

// waitForServiceAccount waits until pods are admitted to the default namespace.
func (p *ControlPlane) waitForServiceAccount(ctx context.Context) error {
	return wait.PollUntilContextCancel(ctx, pollInterval, true, func(ctx context.Context) (bool, error) {
		accounts := p.Client.CoreV1().ServiceAccounts(metav1.NamespaceDefault)
		_, err := accounts.Get(ctx, "default", metav1.GetOptions{})
		return err == nil, nil
	})
}
