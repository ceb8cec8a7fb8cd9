using Gantry.Server.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;

namespace Gantry.Server.Endpoints.Site;

/// <summary>
/// Describes the API to programs. What writes the description is put together for each call, beside the server's own services:
/// it is asked for once in a while, and would take up megabytes ever after.
/// </summary>
/// <param name="services">The server's services: what a handler takes from them is no part of a call's body.</param>
/// <param name="endpoints">What is described.</param>
internal sealed class ApiDocument(IServiceCollection services, EndpointDataSource endpoints)
{
    /// <summary>Writes the description.</summary>
    /// <param name="version">The program's version.</param>
    /// <param name="address">Where the server is for the one who asks.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<string> WriteAsync(string version, string address, CancellationToken stop)
    {
        IServiceCollection parts = new ServiceCollection().Add(services);
        parts.AddSingleton(endpoints);
        parts.ConfigureHttpJsonOptions(json => JsonForm.Apply(json.SerializerOptions));
        parts.AddOpenApi("v1");
        await using ServiceProvider provider = parts.BuildServiceProvider();
        OpenApiDocument document = await provider
            .GetRequiredKeyedService<IOpenApiDocumentProvider>("v1")
            .GetOpenApiDocumentAsync(stop);
        document.Info = new OpenApiInfo { Title = "Gantry", Version = version };
        document.Servers = [new OpenApiServer { Url = address }];
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stop);
    }
}
