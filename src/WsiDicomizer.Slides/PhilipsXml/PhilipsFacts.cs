using System.Globalization;
using System.Text.RegularExpressions;

namespace WsiDicomizer.Slides.PhilipsXml;

/// <summary>What the XML says of the acquisition, as far as TIFF and iSyntax say it in the same way.</summary>
/// <remarks>
/// What does not parse is taken as not said: it is still among the vendor's properties and in the identity records.
/// </remarks>
internal sealed partial class PhilipsFacts
{
    // Below, no microscope resolves; above, it is no scan of a slide.
    private const double MinMicrometres = 0.01;
    private const double MaxMicrometres = 30;

    private readonly PhilipsObject _root;
    private readonly PhilipsObject _scan;

    /// <summary>Looks into an XML.</summary>
    /// <param name="root">The outermost object.</param>
    /// <param name="scan">The object of the scan.</param>
    public PhilipsFacts(PhilipsObject root, PhilipsObject scan)
    {
        _root = root;
        _scan = scan;
    }

    /// <summary>The text of the barcode, decoded where it is Base64; null where there is none.</summary>
    public string? Barcode => FindText(PhilipsNames.Barcode) is { } barcode
        ? PhilipsBase64.TryDecodeText(barcode) ?? barcode
        : null;

    /// <summary>The versions of software, where all of them look like versions.</summary>
    public IReadOnlyList<string> SoftwareVersions =>
        FindKnown(PhilipsNames.SoftwareVersions) is { } text ? PhilipsObject.SplitArray(text) : [];

    /// <summary>The text of an attribute of the root or the scan; null where it is missing or empty.</summary>
    /// <param name="name">As in <see cref="PhilipsNames"/>.</param>
    public string? FindText(string name) => _root.FindText(name) ?? _scan.FindText(name);

    /// <summary>The same, only where it is a value that is known: it goes out under profiles that keep the device.</summary>
    /// <param name="name">As in <see cref="PhilipsNames"/>.</param>
    public string? FindKnown(string name) =>
        FindText(name) is { } text && PhilipsKeys.Classify(name, text) is null ? text : null;

    /// <summary>When it was scanned.</summary>
    public (DateOnly? Date, TimeOnly? Time) ReadAcquisition() => ParseAcquisition(FindText(PhilipsNames.AcquisitionDateTime));

    /// <summary>Parses <c>YYYYMMDDHHMMSS.ffffff</c>; the time may be missing.</summary>
    public static (DateOnly? Date, TimeOnly? Time) ParseAcquisition(string? text)
    {
        if (text is null || AcquisitionPattern().Match(text) is not { Success: true } match
            || !DateOnly.TryParseExact(
                match.Groups["date"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return (null, null);
        }

        return TimeOnly.TryParseExact(
            match.Groups["time"].Value, "HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (date, time)
            : (date, null);
    }

    /// <summary>Whether a distance between pixels can be one of a scan.</summary>
    /// <param name="micrometres">The distance.</param>
    public static bool IsPlausible(double micrometres) => micrometres is >= MinMicrometres and <= MaxMicrometres;

    /// <summary>All texts, with the path of each; no pictures, profiles and tables.</summary>
    public IEnumerable<KeyValuePair<string, string>> Flatten() => Flatten(_root, string.Empty);

    private static IEnumerable<KeyValuePair<string, string>> Flatten(PhilipsObject item, string prefix)
    {
        foreach (var attribute in item.Attributes)
        {
            var text = attribute.Element.ReadText();
            if (text.Length > 0 && !IsBinary(attribute.Name))
            {
                yield return KeyValuePair.Create(prefix + attribute.Name, text);
            }

            for (var index = 0; index < attribute.Objects.Count; index++)
            {
                var place = string.Create(CultureInfo.InvariantCulture, $"{prefix}{attribute.Name}[{index}].");
                foreach (var property in Flatten(attribute.Objects[index], place))
                {
                    yield return property;
                }
            }
        }
    }

    private static bool IsBinary(string name) => PhilipsNames.Canonical(name)
        is PhilipsNames.ImageData or PhilipsNames.IccProfile or PhilipsNames.BlockTable or PhilipsNames.ClusterTable;

    [GeneratedRegex(@"^(?<date>[0-9]{8})(?<time>[0-9]{6})?(?:\.[0-9]{1,6})?$")]
    private static partial Regex AcquisitionPattern();
}
