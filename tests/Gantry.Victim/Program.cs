using System.Globalization;
using Gantry.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.Victim;

/// <summary>
/// Saves things for ever, and writes down what was answered with success: <c>DATA DATABASE ACKNOWLEDGED records|files SEED</c>.
/// </summary>
internal static class Program
{
    private const int AtOnce = 4;

    private static async Task Main(string[] arguments)
    {
        var options = new StorageOptions
        {
            Data = new DataDirectory(arguments[0]),
            Database = DatabaseAddress.Parse(arguments[1]),
        };
        await using GantryStorage storage = await GantryStorage.OpenAsync(
            options,
            StorageUse.Serve,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            CancellationToken.None
        );
        using var acknowledged = new Acknowledged(arguments[2]);
        Func<GantryStorage, string, Random, Task<string>> save =
            arguments[3] == "files" ? Uploads.SaveAsync : Records.SaveAsync;
        int seed = int.Parse(arguments[4], CultureInfo.InvariantCulture);
        await Task.WhenAll(
            Enumerable.Range(0, AtOnce).Select(n => SaveForEverAsync($"{seed}-{n}", new Random(seed * AtOnce + n)))
        );

        async Task SaveForEverAsync(string name, Random random)
        {
            for (int i = 0; ; i++)
                acknowledged.Add(await save(storage, $"{name}-{i}", random));
        }
    }
}
