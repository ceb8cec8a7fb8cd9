using Gantry.Storage.Library;

namespace Gantry.Fleet.Library;

/// <summary>Tells what is known of a file.</summary>
public static class FileStates
{
    /// <summary>What is known of a file.</summary>
    public static FileState GetState(this LibraryFile file) =>
        file.AnalysisVersion < FileAnalysis.Version ? FileState.Analysing
        : file.Problem.Length > 0 ? FileState.Failed
        : FileState.Ready;
}
