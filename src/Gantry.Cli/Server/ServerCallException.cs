using System.Net;

namespace Gantry.Cli.Server;

/// <summary>The server did not do what it was asked; the message is its own, or says that there is none.</summary>
internal sealed class ServerCallException(string message, HttpStatusCode? status, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>The program's exit status for it.</summary>
    public int ExitStatus { get; } =
        status switch
        {
            null => ExitCode.NoAnswer,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ExitCode.NotPermitted,
            HttpStatusCode.UnprocessableEntity => ExitCode.BadData,
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => ExitCode.Busy,
            HttpStatusCode.BadRequest => ExitCode.Usage,
            _ => ExitCode.Failed,
        };
}
