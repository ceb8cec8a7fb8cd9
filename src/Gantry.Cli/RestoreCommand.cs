using System.CommandLine;
using Gantry.Storage.Backup;

namespace Gantry.Cli;

/// <summary><c>gantry restore FILE</c>: brings a backup back into an empty data directory.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The backup." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON instead of a sentence." };

    public static Command Create()
    {
        var command = new Command("restore", "Bring a backup back into an empty data directory.") { File, Json };
        StorageArguments.AddTo(command);
        command.SetAction((arguments, stop) => Trouble.GuardAsync("restore", () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        BackupResult result = await GantryRestore.RestoreAsync(
            StorageArguments.Read(arguments),
            arguments.GetRequiredValue(File),
            StorageArguments.ReadPassphrase(arguments),
            TimeProvider.System,
            stop
        );
        return BackupReport.Print(arguments, result, arguments.GetValue(Json), "Restored");
    }
}
