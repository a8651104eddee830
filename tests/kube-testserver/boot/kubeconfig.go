package boot

import (
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// contextName is the name of cluster and context in every kubeconfig.
const contextName = "kube-testserver"

// config reaches the API server as a user in groups.
func (p *ControlPlane) config(user string, groups ...string) (*rest.Config, error) {
	pair, err := p.Authority.Client(user, groups...)
	if err != nil {
		return nil, err
	}
	return &rest.Config{
		Host:  p.URL,
		QPS:   500,
		Burst: 1000,
		TLSClientConfig: rest.TLSClientConfig{
			CAData:   p.Authority.Cert,
			CertData: pair.Cert,
			KeyData:  pair.Key,
		},
	}, nil
}

// WriteKubeconfig leaves a kubeconfig for a user in groups at path.
func (p *ControlPlane) WriteKubeconfig(path, user string, groups ...string) error {
	config, err := p.config(user, groups...)
	if err != nil {
		return err
	}
	return clientcmd.WriteToFile(clientcmdapi.Config{
		CurrentContext: contextName,
		Contexts:       map[string]*clientcmdapi.Context{contextName: {Cluster: contextName, AuthInfo: user, Namespace: "default"}},
		Clusters:       map[string]*clientcmdapi.Cluster{contextName: {Server: p.URL, CertificateAuthorityData: config.CAData}},
		AuthInfos:      map[string]*clientcmdapi.AuthInfo{user: {ClientCertificateData: config.CertData, ClientKeyData: config.KeyData}},
	}, path)
}
