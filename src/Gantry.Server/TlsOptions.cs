using System.Security.Cryptography.X509Certificates;

namespace Gantry.Server;

/// <summary>TLS as it is to be offered.</summary>
/// <param name="Port">The port.</param>
/// <param name="Certificate">The certificate, with its private key.</param>
public sealed record TlsOptions(int Port, X509Certificate2 Certificate);
