using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gantry.Storage.Backup;

namespace Gantry.Cli;

/// <summary>What a backup holds, for people or for programs.</summary>
internal static class BackupReport
{
    /// <returns>The exit code: files that the store had lost are worth one.</returns>
    public static int Print(ParseResult arguments, BackupResult result, bool asJson, string what)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        if (asJson)
            output.WriteLine(JsonSerializer.Serialize(result, CliJson.Default.BackupResult));
        else
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what} {result.Rows} records, {result.Files} files with {result.Bytes} bytes, {Secrets(result)}; as of {result.CreatedAt:u}"
                )
            );
        if (result.Damaged.Count == 0)
            return ExitCode.Ok;
        foreach (string hash in result.Damaged)
            arguments.InvocationConfiguration.Error.WriteLine(
                $"gantry: the store has lost or spoiled the bytes of file {hash}."
            );
        return ExitCode.IoError;
    }

    private static string Secrets(BackupResult result) =>
        result.Secrets == 0 ? "no secrets" : $"{result.Secrets} secrets";
}
