namespace Gantry.GCode.Containers;

/// <summary>What a block of binary G-code holds (libbgcode's specification, "Block header").</summary>
internal enum BinaryBlockType : ushort
{
    FileMetadata = 0,
    GCode = 1,
    SlicerMetadata = 2,
    PrinterMetadata = 3,
    PrintMetadata = 4,
    Thumbnail = 5,
}
