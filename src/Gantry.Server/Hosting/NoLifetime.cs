using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Hosting;

/// <summary>The program itself listens to signals; the host shall not do so too.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
