namespace Gantry.Printing.Jobs;

/// <summary>Why a file cannot be read, in the user's words.</summary>
internal static class FileTrouble
{
    public static string Words(string path, Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{path} does not exist.",
            UnauthorizedAccessException when Directory.Exists(path) => $"{path} is a folder; name a file.",
            UnauthorizedAccessException => $"This user may not read {path}.",
            _ => $"{path} cannot be read: {e.Message}",
        };
}
