using System.ComponentModel;
using System.Diagnostics;

namespace Gantry.Cli.Service;

/// <summary>Runs one of the system's own programs.</summary>
internal static class SystemTool
{
    /// <summary>Programs that change the system answer in seconds; one that hangs must not hold up the user for ever.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Runs it and gives its exit status and output; -1 when there is no such program.</summary>
    public static async Task<(int Status, string Output)> RunAsync(
        string program,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            string output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            output += await errors;
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, output.Trim());
        }
        catch (Win32Exception)
        {
            return (-1, $"There is no program '{program}' on this machine.");
        }
    }
}
