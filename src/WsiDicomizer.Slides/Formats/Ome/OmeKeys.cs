using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.Formats.Ome;

/// <summary>Which values of the OME-XML identify, as data: a whitelist, so that what nobody thought of counts as identity.</summary>
/// <remarks>
/// Source: the OME schemas 2003 to 2016-06. Even a harmless name must have a harmless value: a number, a word of the schema, or
/// a counted identifier. An attribute is named <c>element@attribute</c>.
/// </remarks>
internal static partial class OmeKeys
{
    // Numbers of a double have up to 24 characters.
    private const int MaxNumberLength = 24;

    private static readonly string[] Makers =
    [
        "Aperio", "Leica", "Leica Microsystems", "Leica Biosystems", "Hamamatsu", "Zeiss", "Carl Zeiss", "Olympus", "Evident", "Nikon",
        "3DHISTECH", "Roche", "Ventana", "Philips", "PerkinElmer", "Akoya Biosciences", "Huron", "Sakura", "Motic",
    ];

    private static readonly FrozenDictionary<string, IdentityKind> Identifying = new Dictionary<string, IdentityKind>
    {
        ["OME@UUID"] = IdentityKind.Identifier,
        ["UUID"] = IdentityKind.Identifier,
        ["UUID@FileName"] = IdentityKind.FileName,
        ["Image@Name"] = IdentityKind.Text,
        ["Description"] = IdentityKind.Text,
        ["AcquisitionDate"] = IdentityKind.Date,
        ["CreationDate"] = IdentityKind.Date,
        ["Channel@Name"] = IdentityKind.Text,
        ["Channel@Fluor"] = IdentityKind.Text,
        ["Experimenter@FirstName"] = IdentityKind.Person,
        ["Experimenter@MiddleName"] = IdentityKind.Person,
        ["Experimenter@LastName"] = IdentityKind.Person,
        ["Experimenter@DisplayName"] = IdentityKind.Person,
        ["Experimenter@UserName"] = IdentityKind.Person,
        ["Experimenter@OMEName"] = IdentityKind.Person,
        ["Experimenter@Email"] = IdentityKind.Person,
        ["Experimenter@Institution"] = IdentityKind.Text,
        ["ExperimenterGroup@Name"] = IdentityKind.Text,
        ["Project@Name"] = IdentityKind.Text,
        ["Dataset@Name"] = IdentityKind.Text,
        ["Folder@Name"] = IdentityKind.Text,
        ["Plate@Name"] = IdentityKind.Text,
        ["Plate@ExternalIdentifier"] = IdentityKind.Identifier,
        ["Screen@Name"] = IdentityKind.Text,
        ["OME@Creator"] = IdentityKind.Text,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenSet<string> HarmlessNumbers = new[]
    {
        "Pixels@SizeX", "Pixels@SizeY", "Pixels@SizeZ", "Pixels@SizeC", "Pixels@SizeT", "Pixels@SignificantBits",
        "Pixels@PhysicalSizeX", "Pixels@PhysicalSizeY", "Pixels@PhysicalSizeZ", "Pixels@TimeIncrement",
        "Channel@SamplesPerPixel", "Channel@ExcitationWavelength", "Channel@EmissionWavelength", "Channel@Color",
        "Channel@NDFilter", "Channel@PinholeSize", "TiffData@IFD", "TiffData@FirstZ", "TiffData@FirstC", "TiffData@FirstT",
        "TiffData@PlaneCount", "TiffData@NumPlanes", "Plane@TheZ", "Plane@TheC", "Plane@TheT", "Plane@DeltaT",
        "Plane@ExposureTime", "Plane@PositionX", "Plane@PositionY", "Plane@PositionZ", "Objective@NominalMagnification",
        "Objective@CalibratedMagnification", "Objective@LensNA", "Objective@WorkingDistance", "ObjectiveSettings@RefractiveIndex",
        "DetectorSettings@Gain", "DetectorSettings@Offset", "DetectorSettings@Voltage", "LightSourceSettings@Attenuation",
        "LightSourceSettings@Wavelength", "Laser@Wavelength", "TransmittanceRange@CutIn", "TransmittanceRange@CutOut",
        "TransmittanceRange@Transmittance", "StageLabel@X", "StageLabel@Y", "StageLabel@Z",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Units = new[]
    {
        "µm", "\u03BCm", "um", "nm", "pm", "Å", "\u212B", "mm", "cm", "m", "in", "pixel", "reference frame", "s", "ms", "µs", "min",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> HarmlessWords = new Dictionary<string, string[]>
    {
        ["Pixels@Type"] = OmeNames.PixelTypes,
        ["Pixels@PixelType"] = OmeNames.PixelTypes,
        ["Pixels@DimensionOrder"] = ["XYZCT", "XYZTC", "XYCTZ", "XYCZT", "XYTCZ", "XYTZC"],
        ["Pixels@Interleaved"] = ["true", "false"],
        ["Pixels@BigEndian"] = ["true", "false"],
        ["Channel@IlluminationType"] = ["Transmitted", "Epifluorescence", "Oblique", "NonLinear", "Other"],
        ["Channel@ContrastMethod"] = [.. OmeNames.OtherContrasts, "Fluorescence", "Other"],
        ["Channel@AcquisitionMode"] =
        [
            "WideField", "LaserScanningConfocalMicroscopy", "SpinningDiskConfocal", "SlitScanConfocal", "MultiPhotonMicroscopy",
            "StructuredIllumination", "SlideScan", "BrightField", "Other",
        ],
        ["Objective@Immersion"] = ["Oil", "Water", "WaterDipping", "Air", "Multi", "Glycerol", "Other"],
        ["Objective@Correction"] =
        [
            "UV", "PlanApo", "PlanFluor", "SuperFluor", "VioletCorrected", "Achro", "Achromat", "Fluor", "Fl", "Fluar", "Neofluar",
            "Fluotar", "Apo", "PlanNeofluar", "Other",
        ],
        ["Objective@Iris"] = ["true", "false"],
        ["ObjectiveSettings@Medium"] = ["Air", "Oil", "Water", "Glycerol", "Other"],
        ["Microscope@Type"] = ["Upright", "Inverted", "Dissection", "Electrophysiology", "Other"],
        ["Microscope@Manufacturer"] = Makers,
        ["Detector@Type"] = ["CCD", "IntensifiedCCD", "CMOS", "EMCCD", "EBCCD", "PMT", "Other"],
        ["DetectorSettings@Binning"] = ["1x1", "2x2", "4x4", "8x8"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Elements of which a counted identifier, e.g. Channel:0:1, is no more than a number in this file.
    private static readonly FrozenSet<string> Counted = new[]
    {
        "Image", "Pixels", "Channel", "Instrument", "InstrumentRef", "Objective", "ObjectiveSettings", "ObjectiveRef", "Detector",
        "DetectorSettings", "Experimenter", "ExperimenterRef", "Filter", "FilterRef", "LightSourceSettings", "Laser", "Dichroic",
        "DichroicRef", "ExcitationFilterRef", "EmissionFilterRef", "Annotation", "AnnotationRef", "XMLAnnotation", "MapAnnotation",
        "ROI", "ROIRef",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a value identifies.</summary>
    /// <param name="element">The element's name, without prefix.</param>
    /// <param name="attribute">The attribute's name; null for the element's text.</param>
    /// <param name="value">Not empty.</param>
    /// <returns>The kind of identity, or null where both are known to be harmless.</returns>
    public static IdentityKind? Classify(string element, string? attribute, string value)
    {
        var key = attribute is null ? element : $"{element}@{attribute}";
        if (IsHarmless(key, element, attribute, value))
        {
            return null;
        }

        return Identifying.TryGetValue(key, out var kind) ? kind
            : attribute switch
            {
                "SerialNumber" or "LotNumber" => IdentityKind.Serial,
                "ID" => IdentityKind.Identifier,
                "Manufacturer" or "Model" => IdentityKind.Text,
                _ => IdentityKind.UnknownKey,
            };
    }

    /// <summary>Whether a comment is the warning that Bio-Formats and others put before the XML.</summary>
    /// <param name="comment">Its text.</param>
    public static bool IsWarning(string comment) => WarningPattern().IsMatch(comment);

    /// <summary>Whether a name is that of a maker of microscopes.</summary>
    /// <param name="text">Attribute <c>Manufacturer</c>.</param>
    public static bool IsMaker(string text) => Makers.Contains(text, StringComparer.Ordinal);

    /// <summary>Whether a text names a known program and its version.</summary>
    /// <param name="text">Attribute <c>Creator</c>.</param>
    public static bool IsProgram(string text) => ProgramPattern().IsMatch(text);

    private static bool IsHarmless(string key, string element, string? attribute, string value)
    {
        if (attribute is null)
        {
            return false;
        }

        if (attribute == "xmlns" || attribute.StartsWith("xmlns:", StringComparison.Ordinal))
        {
            return NamespacePattern().IsMatch(value);
        }

        return attribute switch
        {
            "ID" => Counted.Contains(element) && CountedPattern().IsMatch(value),
            "xsi:schemaLocation" => value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(NamespacePattern().IsMatch),
            "Creator" when element == "OME" => IsProgram(value),
            _ when attribute.EndsWith("Unit", StringComparison.Ordinal) => Units.Contains(value),
            _ => HarmlessWords.TryGetValue(key, out var words)
                ? words.Contains(value, StringComparer.Ordinal)
                : HarmlessNumbers.Contains(key) && value.Length <= MaxNumberLength && OmeNumbers.Parse(value) is not null,
        };
    }

    // Databases such as OMERO number what they hold: small numbers alone are counted within the file.
    [GeneratedRegex("^[A-Za-z]{1,32}:[0-9]{1,2}(?::[0-9]{1,2}){0,2}$")]
    private static partial Regex CountedPattern();

    [GeneratedRegex(
        @"^http://www\.(?:openmicroscopy\.org/(?:Schemas|XMLschemas)/[A-Za-z]{2,24}/(?:[A-Z]{2}|[0-9]{4}-[0-9]{2})(?:/[A-Za-z]{2,24}\.xsd)?/?|w3\.org/2001/XMLSchema(?:-instance)?)$")]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"^(?:OME Bio-Formats|Bio-Formats|tifffile\.py|libvips|QuPath|bioformats2raw|raw2ometiff|aicsimageio) v?[0-9]{1,5}(?:\.[0-9]{1,5}){0,3}(?:-SNAPSHOT)?$")]
    private static partial Regex ProgramPattern();

    [GeneratedRegex(
        @"^ ?Warning: this comment is an OME-XML metadata block, which contains crucial dimensional parameters and other important metadata\. Please edit cautiously \(if at all\), and back up the original data before doing so\. For more information, see the OME-TIFF web site: https?://(?:www|docs)\.openmicroscopy\.org/[a-z/-]{1,64}\. ?$")]
    private static partial Regex WarningPattern();
}
