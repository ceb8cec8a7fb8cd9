using Gantry.Fleet.Errors;
using Gantry.GCode;
using Gantry.GCode.Containers;

namespace Gantry.Fleet.Library;

/// <summary>Lets in what G-code can come out of, by its content, and nothing else.</summary>
internal static class ContentGate
{
    /// <summary>Lines without a G, M or T command after which nobody believes any more that one will come.</summary>
    private const int MaxOtherCommands = 1000;

    /// <summary>Looks into a file up to its first command.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.FileRefused"/>: no G-code is in it; the message says what it is.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ContentKind> CheckAsync(
        string path,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using GCodeFile file = await GCodeFile.OpenAsync(path, limits, cancellationToken);
            using GCodeReader reader = file.CreateReader();
            for (int other = 0; other < MaxOtherCommands && await reader.ReadAsync(cancellationToken); other++)
                if (IsCoded(reader.Command))
                    return file.Kind;
            throw new FleetException(
                FleetError.FileRefused,
                "This is text, but no G-code: no G, M or T command is in it. Send what the slicer exports."
            );
        }
        catch (GCodeException e)
        {
            throw new FleetException(FleetError.FileRefused, e.Message, e);
        }
    }

    private static bool IsCoded(ReadOnlySpan<byte> command) =>
        command.Length >= 2 && (char)(command[0] | 0x20) is 'g' or 'm' or 't' && char.IsAsciiDigit((char)command[1]);
}
