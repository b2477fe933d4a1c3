using System.Globalization;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Dicom;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.Planning;

/// <summary>
/// Names and UIDs of one slide. They come from the key and the slide itself, so every run gives the same, on any machine.
/// </summary>
/// <remarks>
/// A slide is its file name and its fingerprint (metadata and tile tables): the folder that it lies in, and what else is
/// in the run, do not count. Without the key nobody can test whether an output came from a slide he has. Case data adds what
/// slides share: those of one case (study UID, else accession number and issuer) are one study.
/// </remarks>
public sealed class SlideIdentifiers
{
    private const int SlideCodeLength = 10;

    private readonly Slide _source;
    private readonly ProjectKey _key;
    private readonly Pseudonymizer _pseudonymizer;
    private readonly string _slide;
    private readonly string _area = string.Empty;

    /// <summary>Creates the identifiers.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="key">The project's key.</param>
    public SlideIdentifiers(Slide slide, ProjectKey key)
        : this(slide, key, caseRecord: null)
    {
    }

    /// <summary>Creates the identifiers of a slide of which the laboratory tells more.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="key">The project's key.</param>
    /// <param name="caseRecord">What the laboratory says; null for nothing.</param>
    internal SlideIdentifiers(Slide slide, ProjectKey key, CaseRecord? caseRecord)
    {
        _source = slide;
        _key = key;
        CaseRecord = caseRecord;
        _pseudonymizer = new Pseudonymizer(key);
        var fileName = Path.GetFileName(slide.Files[0]);
        _slide = $"{Convert.ToHexStringLower(slide.Fingerprint.Span)}/{fileName}";

        // The barcode names the glass; without one the file's name is the best there is. The laboratory knows best.
        ContainerIdentifier = caseRecord?.Container.Identifier ?? (slide.Metadata.Barcode is { Length: > 0 } barcode
            ? barcode
            : Path.GetFileNameWithoutExtension(fileName));
    }

    private SlideIdentifiers(SlideIdentifiers slide, int areaIndex)
        : this(slide._source, slide._key, slide.CaseRecord)
    {
        _area = areaIndex == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"/area-{areaIndex + 1}");
    }

    /// <summary>The identifiers of one of the slide's scanned areas: another series and pyramid, other instances.</summary>
    /// <param name="areaIndex">0-based; the first has those of the slide.</param>
    internal SlideIdentifiers OfArea(int areaIndex) => new(this, areaIndex);

    /// <summary>The same slide, of which the laboratory says nothing.</summary>
    internal SlideIdentifiers WithoutCaseRecord() => new(_source, _key);

    /// <summary>The name of the output folder.</summary>
    public string SlidePseudonym => "S-" + _pseudonymizer.CreateCode("slide", _slide, SlideCodeLength);

    /// <summary>What the laboratory says of the slide; null for nothing.</summary>
    internal CaseRecord? CaseRecord { get; }

    /// <summary>The identified container: as the laboratory says, else barcode, or the file's name.</summary>
    public string ContainerIdentifier { get; }

    /// <summary>The study: the laboratory's UID, else one of the case, else one of the slide alone.</summary>
    public DicomUID StudyInstanceUID =>
        CaseRecord?.Study is not { Key: { } study } ? Create("study")
        : CaseRecord.Study.InstanceUID is { } uid ? new DicomUID(uid)
        : new DicomUID(_pseudonymizer.CreateUid("case-study", study));

    /// <summary>The series: one pyramid with its other pictures.</summary>
    public DicomUID SeriesInstanceUID => CreateInArea("series");

    /// <summary>The frame of reference, shared by all instances.</summary>
    public DicomUID FrameOfReferenceUID => Create("frame-of-reference");

    /// <summary>The pyramid.</summary>
    public DicomUID PyramidUID => CreateInArea("pyramid");

    /// <summary>The specimen on the glass, of which nothing is known.</summary>
    public DicomUID SpecimenUID => Create("specimen");

    /// <summary>A specimen that the laboratory names: the same in every scan of it, and in every slide of its case.</summary>
    /// <param name="specimen">The specimen.</param>
    internal DicomUID GetSpecimenUID(SpecimenData specimen) => new(specimen.UID ?? _pseudonymizer.CreateUid(
        "case-specimen",

        // Identifiers like A1 occur in every case, so they name a specimen only within theirs.
        $"{CaseRecord?.Study.Key ?? _slide}\0{specimen.Issuer}\0{specimen.Identifier}"));

    /// <summary>The order of dimensions.</summary>
    /// <param name="instanceNumber">Of the instance: each has a dimension organization of its own.</param>
    public DicomUID GetDimensionOrganizationUID(int instanceNumber) => CreateInArea("dimension-organization", instanceNumber);

    /// <summary>The instance.</summary>
    /// <param name="instanceNumber">From 1.</param>
    public DicomUID GetSOPInstanceUID(int instanceNumber) => CreateInArea("instance", instanceNumber);

    /// <summary>A part of a concatenation. Another split of the same instance gives other parts, and other UIDs.</summary>
    /// <param name="instanceNumber">From 1.</param>
    /// <param name="part">The part.</param>
    public DicomUID GetSOPInstanceUID(int instanceNumber, ConcatenationPart part) => CreateInArea(
        "instance",
        string.Create(CultureInfo.InvariantCulture, $"{instanceNumber}/{part.Number}/{part.MaximumBytes}"));

    /// <summary>A concatenation: all parts of one split of an instance.</summary>
    /// <param name="instanceNumber">From 1.</param>
    /// <param name="part">Any of them.</param>
    public DicomUID GetConcatenationUID(int instanceNumber, ConcatenationPart part) => CreateInArea(
        "concatenation", string.Create(CultureInfo.InvariantCulture, $"{instanceNumber}/{part.MaximumBytes}"));

    private DicomUID CreateInArea(string purpose, int number) =>
        CreateInArea(purpose, number.ToString(CultureInfo.InvariantCulture));

    private DicomUID CreateInArea(string purpose, string? detail = null) =>
        new(_pseudonymizer.CreateUid(purpose, detail is null ? $"{_slide}{_area}" : $"{_slide}{_area}/{detail}"));

    private DicomUID Create(string purpose) => new(_pseudonymizer.CreateUid(purpose, _slide));
}
