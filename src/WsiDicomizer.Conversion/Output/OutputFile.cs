using WsiDicomizer.Conversion.DualTiff;
using WsiDicomizer.Conversion.Planning;

namespace WsiDicomizer.Conversion.Output;

/// <summary>What is written of one planned instance: one file, or the parts of a concatenation.</summary>
/// <param name="Parts">The instance alone, or the parts in order.</param>
/// <param name="Tiff">The TIFF that the file is as well; null for none.</param>
internal sealed record OutputFile(IReadOnlyList<InstancePlan> Parts, DualTiffFile? Tiff)
{
    /// <summary>All frames that are written.</summary>
    public long FrameCount => Parts.Sum(part => (long)part.FrameCount) + (Tiff?.ReducedFrameCount ?? 0);
}
