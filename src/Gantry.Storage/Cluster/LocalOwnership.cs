using System.Collections.Concurrent;
using Gantry.Storage.Sql;

namespace Gantry.Storage.Cluster;

/// <summary>One node alone owns every printer; the epoch still tells one run of the program from the next.</summary>
internal sealed class LocalOwnership(ISqlDatabase database, string node, TimeProvider time) : IPrinterOwnership
{
    private readonly ConcurrentDictionary<long, LocalLease> _leases = new();

    public async Task<IPrinterLease?> TryTakeAsync(long printerId, CancellationToken cancellationToken)
    {
        var lease = new LocalLease(printerId, l => _leases.TryRemove(new(l.PrinterId, l)));
        if (!_leases.TryAdd(printerId, lease))
            return null;
        try
        {
            lease.Epoch = await database.WriteAsync(
                session =>
                    session.GetAsync<long>(
                        OwnerBooks.Take,
                        new
                        {
                            printerId,
                            node,
                            now = time.GetUtcNow(),
                        },
                        cancellationToken
                    ),
                null,
                cancellationToken
            );
            return lease;
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    public Task<PrinterOwner?> FindAsync(long printerId, CancellationToken cancellationToken) =>
        OwnerBooks.FindAsync(database, printerId, cancellationToken);
}
