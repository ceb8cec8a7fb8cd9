using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gantry.Server;

namespace Gantry.EndToEnd.Tests.Server;

/// <summary>A server with a certificate.</summary>
public sealed class TlsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_a_certificate_it_answers_over_TLS_at_the_same_address_and_nowhere_else()
    {
        using X509Certificate2 certificate = MakeCertificate();
        await using RunningServer server = await RunningServer.StartAsync(o =>
            o with
            {
                Tls = new TlsOptions(0, certificate),
            }
        );
        Uri address = server.Addresses.Single(a => a.Scheme == Uri.UriSchemeHttps);
        string? seen = null;
        using var http = new HttpClient(
            new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (_, shown, _, _) =>
                    (seen = shown?.GetCertHashString()) is not null,
            }
        );

        HttpResponseMessage answer = await http.GetAsync(new Uri(address, "/fleet/v1/info"), Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        seen.ShouldBe(certificate.GetCertHashString());
        address.Host.ShouldBe("127.0.0.1", "the server was told to listen on this address alone");
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
