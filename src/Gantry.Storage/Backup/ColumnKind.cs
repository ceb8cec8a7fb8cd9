namespace Gantry.Storage.Backup;

/// <summary>What a column holds, in both databases.</summary>
internal enum ColumnKind
{
    Integer,
    Number,
    Text,
    Boolean,
    Bytes,
}
