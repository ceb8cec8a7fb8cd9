using System.Security.Cryptography;
using System.Text;
using Gantry.Server.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Gantry.Server.Endpoints.Site;

/// <summary>
/// Describes the API to programs. What writes the description is put together when it is asked for, beside the server's own
/// services: that is seldom, and would take up megabytes ever after. Anybody may ask, and writing costs a tenth of a second of
/// a processor: so it is written once for all who ask at the same time, and again only when the memory was wanted meanwhile.
/// </summary>
/// <param name="services">The server's services: what a handler takes from them is no part of a call's body.</param>
/// <param name="endpoints">What is described.</param>
/// <param name="version">The program's version.</param>
internal sealed class ApiDocument(IServiceCollection services, EndpointDataSource endpoints, string version)
    : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly WeakReference<byte[]> _written = new([]);

    /// <summary>What the description is known by; null before it was first written. It stays the same while the program runs.</summary>
    public string? Tag { get; private set; }

    /// <summary>How often it was written.</summary>
    public int TimesWritten { get; private set; }

    /// <summary>Whether it is still in the memory.</summary>
    internal bool IsKept => Kept() is not null;

    /// <summary>The description as JSON in UTF-8.</summary>
    /// <param name="stop">Ends the wait, and not the writing, which others may wait for.</param>
    public async Task<byte[]> ReadAsync(CancellationToken stop)
    {
        if (Kept() is { } kept)
            return kept;
        await _gate.WaitAsync(stop);
        try
        {
            return Kept() ?? await WriteAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private byte[]? Kept() => _written.TryGetTarget(out byte[]? kept) && kept.Length > 0 ? kept : null;

    private async Task<byte[]> WriteAsync()
    {
        IServiceCollection parts = new ServiceCollection().Add(services);
        parts.AddSingleton(endpoints);
        parts.ConfigureHttpJsonOptions(json => JsonForm.Apply(json.SerializerOptions));
        parts.AddOpenApi("v1");
        await using ServiceProvider provider = parts.BuildServiceProvider();
        OpenApiDocument document = await provider
            .GetRequiredKeyedService<IOpenApiDocumentProvider>("v1")
            .GetOpenApiDocumentAsync();
        document.Info = new OpenApiInfo { Title = "Gantry", Version = version };
        // Relative to where it was read, so that it is the same for everybody, whatever name they call the server by.
        document.Servers = [new OpenApiServer { Url = "/" }];
        byte[] written = Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
        Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(written)[..12])}\"";
        TimesWritten++;
        _written.SetTarget(written);
        return written;
    }
}
