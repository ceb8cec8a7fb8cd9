using System.CommandLine;
using Gantry.Storage;
using Gantry.Storage.Backup;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gantry.Cli;

/// <summary><c>gantry backup FILE</c>: everything in one file, while the server goes on.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("FILE")
    {
        Description =
            "The file to write, which must not be there yet. It holds password hashes and everybody's files: keep it safe.",
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("backup", "Copy everything to one file, while the server goes on.") { File, Json };
        StorageArguments.AddTo(command);
        command.SetAction((arguments, stop) => Trouble.GuardAsync("backup", () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        string path = arguments.GetRequiredValue(File);
        string? passphrase = StorageArguments.ReadPassphrase(arguments);
        await using GantryStorage storage = await GantryStorage.OpenAsync(
            StorageArguments.Read(arguments),
            StorageUse.Attend,
            TimeProvider.System,
            NullLoggerFactory.Instance,
            stop
        );
        BackupResult result = await GantryBackup.CreateAsync(storage, path, passphrase, TimeProvider.System, stop);
        return BackupReport.Print(arguments, result, arguments.GetValue(Json), $"{path} holds");
    }
}
