using WsiDicomizer.Deidentification.Crosswalks;
using WsiDicomizer.Deidentification.Encryption;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Instances;

/// <summary>How DICOM instances are de-identified.</summary>
public sealed record InstanceDeidentificationOptions
{
    /// <summary>What is done to identity.</summary>
    public required ResolvedProfile Profile { get; init; }

    /// <summary>Where pseudonyms and UIDs come from.</summary>
    public required ProjectKey Key { get; init; }

    /// <summary>Files at a time, at least 1. The output does not depend on it. Default: the processors, at most 8.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>What an input may ask for.</summary>
    public InstanceLimits Limits { get; init; } = InstanceLimits.Default;

    /// <summary>
    /// Which part of every overview the label takes, where the profile wants it covered; null where nobody said, which drops
    /// overviews that do not say themselves that they show no label.
    /// </summary>
    public LabelArea? LabelArea { get; init; }

    /// <summary>Keeps what de-identification takes, encrypted; null to keep nothing. The output is then another in every run.</summary>
    public OriginalsEncryptor? Originals { get; init; }

    /// <summary>
    /// Where the originals of each instance and what stands for them are entered; null for nowhere. Good only if the run
    /// comes to its end, since nothing is delivered before.
    /// </summary>
    public Crosswalk? Crosswalk { get; init; }

    /// <summary>
    /// Told of every data set before it is written: as it came and as it goes out. Called from several threads, in any
    /// order; also for inputs that turn out to be duplicates. Null for nobody.
    /// </summary>
    public Action<DicomDataset, DicomDataset>? OnDeidentified { get; init; }
}
