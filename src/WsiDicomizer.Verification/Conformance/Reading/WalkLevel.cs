using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Reading;

/// <summary>A data set or a sequence that the walk is in.</summary>
/// <param name="isSequence">Whether it holds items and not elements.</param>
/// <param name="end">Where it ends; <see cref="Undefined"/> for a delimiter.</param>
/// <param name="isExplicit">Whether elements carry their VR.</param>
internal sealed class WalkLevel(bool isSequence, long end, bool isExplicit)
{
    /// <summary>No end is told: a delimiter ends it.</summary>
    public const long Undefined = long.MaxValue;

    /// <summary>Whether it holds items and not elements.</summary>
    public bool IsSequence { get; } = isSequence;

    /// <summary>Where it ends.</summary>
    public long End { get; } = end;

    /// <summary>Whether elements carry their VR.</summary>
    public bool IsExplicit { get; } = isExplicit;

    /// <summary>The last element's tag.</summary>
    public DicomTag? LastTag { get; set; }

    /// <summary>The items met so far.</summary>
    public int ItemCount { get; set; }
}
