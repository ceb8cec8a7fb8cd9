using Gantry.GCode.Checking;

namespace Gantry.Printing.Jobs;

/// <summary>A file that can be printed.</summary>
/// <param name="Id">The id of its job to be.</param>
/// <param name="Path">Where it is.</param>
/// <param name="PlainPath">Where its G-code is as plain text: the same, or what was unpacked from it.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Check">What the check found.</param>
public sealed record CheckedFile(string Id, string Path, string PlainPath, string Hash, GCodeCheckResult Check);
