using System.Text;
using Gantry.GCode.Words;

namespace Gantry.Printing;

/// <summary>Makes command lines of what a person wrote: comments cut, empty lines dropped, what cannot be sent refused.</summary>
public static class CommandLines
{
    /// <summary>With a line number of ten digits and a checksum, a line stays within Marlin's 95 characters.</summary>
    public const int MostBytes = 80;

    /// <summary>The commands of a text.</summary>
    /// <exception cref="PrinterRefusedException">A command is too long, or would change the line numbering.</exception>
    public static IEnumerable<string> Split(string text)
    {
        foreach (string line in text.Split('\n', '\r'))
        {
            int comment = line.IndexOf(';', StringComparison.Ordinal);
            string command = (comment < 0 ? line : line[..comment]).Trim();
            if (command.Length == 0)
                continue;
            if (Encoding.UTF8.GetByteCount(command) > MostBytes)
                throw new PrinterRefusedException(
                    $"'{command[..40]}…' is too long: the firmware takes {MostBytes} characters."
                );
            if (command.Any(char.IsControl))
                throw new PrinterRefusedException("A command must not hold control characters.");
            if (GCodeCodeReader.Has(Encoding.UTF8.GetBytes(command), 'M', 110))
                throw new PrinterRefusedException("M110 is not sent: line numbers belong to Gantry.");
            yield return command;
        }
    }
}
