using WsiDicomizer.Dicom;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>What an input may ask of <see cref="InstanceDeidentifier"/> at most. One that asks for more is refused with the limit's name.</summary>
public sealed record InstanceLimits
{
    /// <summary>The limits for files of unknown origin.</summary>
    public static InstanceLimits Default { get; } = new();

    /// <summary>How files are read.</summary>
    public DicomReadOptions Reading { get; init; } = DicomReadOptions.Default;

    /// <summary>The longest encapsulated frame in bytes, which is in memory while it is looked through. Default 1 GiB.</summary>
    public int MaximumFrameBytes { get; init; } = 1 << 30;
}
