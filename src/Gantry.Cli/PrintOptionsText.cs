using System.CommandLine.Parsing;
using System.Globalization;
using Gantry.Firmware;

namespace Gantry.Cli;

/// <summary>Reads the options that every verb that talks to a printer has.</summary>
internal static class PrintOptionsText
{
    /// <summary>A baud rate; 0 for auto.</summary>
    public static int ReadBaud(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return 0;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int baud)
            && baud is >= 50 and <= 4_000_000
        )
            return baud;
        result.AddError($"--baud takes a rate from 50 to 4000000, or auto, not '{text}'.");
        return 0;
    }

    /// <summary>A window; null for auto.</summary>
    public static WindowSize? ReadWindow(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (text == "auto")
            return null;
        if (text == "off")
            return WindowSize.OneLine;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int lines)
            && lines is >= 1 and <= 64
        )
            return new WindowSize(lines, WindowSize.Marlin.BufferBytes);
        result.AddError($"--window takes a number of lines from 1 to 64, auto or off, not '{text}'.");
        return null;
    }
}
