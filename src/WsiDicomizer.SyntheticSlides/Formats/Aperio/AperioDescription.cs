using System.Globalization;
using WsiDicomizer.Imaging.Geometry;
using WsiDicomizer.SyntheticSlides.AnswerKeys;

namespace WsiDicomizer.SyntheticSlides.Formats.Aperio;

/// <summary>Writes the texts of tag 270: the library's name, the geometry, and keys behind bars.</summary>
/// <remarks>
/// Line breaks as in real files: CR LF on levels, LF alone on the other pages, where OpenSlide 3.4.1 takes the first
/// word after it for the name of the picture. Evidence: CMU-1 and its JPEG 2000 sisters; no public spec.
/// </remarks>
internal sealed class AperioDescription
{
    private readonly AperioTraits _traits;
    private readonly PixelSize _slide;
    private readonly int _tileSize;
    private readonly PixelSize _scan;

    /// <summary>The texts for one slide.</summary>
    public AperioDescription(AperioTraits traits, AperioSyntheticOptions options, PlantedIdentity identity, int tileSize)
    {
        _traits = traits;
        _slide = options.Size;
        _tileSize = tileSize;
        _scan = new PixelSize(_slide.Width + (_slide.Width / 50) + 20, _slide.Height + 100);
        Keys = [.. (traits.Gt450 ? Gt450Keys(options, identity) : ClassicKeys(options, identity))
            .Where(key => key.Value is not null)];
    }

    /// <summary>The keys that are written, in their order.</summary>
    public IReadOnlyList<AperioKey> Keys { get; }

    /// <summary>The text of a level's page.</summary>
    /// <param name="level">0-based.</param>
    /// <param name="size">The level's size.</param>
    public string Level(int level, PixelSize size)
    {
        var reduced = level == 0 ? string.Empty : $" -> {Text(size)}";
        var geometry = $"{Text(_scan)} [0,100 {Text(_slide)}] ({_tileSize}x{_tileSize}){reduced} {_traits.Codec} Q={_traits.Quality}";
        return $"{_traits.Library}\r\n{geometry}{(HasKeys(level) ? JoinedKeys() : string.Empty)}";
    }

    /// <summary>Whether a level's page has the keys.</summary>
    public bool HasKeys(int level) => level == 0 || _traits.KeysOnEveryLevel;

    /// <summary>The text of the thumbnail's page.</summary>
    public string Thumbnail(PixelSize size) =>
        $"{_traits.Library}\n{Text(_slide)} -> {Text(size)} - {(ThumbnailHasKeys ? JoinedKeys() : string.Empty)}";

    /// <summary>Whether the thumbnail's page has the keys.</summary>
    public bool ThumbnailHasKeys => !_traits.Gt450;

    /// <summary>The text of the label's or macro's page; null where the scanner writes none.</summary>
    /// <param name="word"><c>label</c> or <c>macro</c>.</param>
    /// <param name="size">The picture's size.</param>
    public string? Glass(string word, PixelSize size) =>
        _traits.Gt450 ? null : $"{_traits.Library}\n{word} {Text(size)}";

    private string JoinedKeys() => string.Concat(Keys.Select(key => $"|{key.Name} = {key.Value}"));

    private static string Text(PixelSize size) =>
        string.Create(CultureInfo.InvariantCulture, $"{size.Width}x{size.Height}");

    private IEnumerable<AperioKey> ClassicKeys(AperioSyntheticOptions options, PlantedIdentity identity) =>
    [
        new("AppMag", "20"),
        new("StripeWidth", "2040"),
        new("ScanScope ID", identity.ScannerSerial, PlantedKind.Serial),
        new("Filename", identity.FileName, PlantedKind.FileName),
        .. PersonalKeys(identity),
        new("Date", Date(identity, "MM/dd/yy"), PlantedKind.Date),
        new("Time", Date(identity, "HH:mm:ss"), PlantedKind.Time),
        new("Time Zone", TimeZone(identity, ":"), PlantedKind.TimeZone),
        new("Parmset", "USM Filter"),
        new("MPP", Mpp(options, "0.0000")),
        new("Left", "25.691574"),
        new("Top", "23.449873"),
        new("LineCameraSkew", "-0.000424"),
        new("LineAreaXOffset", "0.019265"),
        new("LineAreaYOffset", "-0.000313"),
        new("Focus Offset", "0.000000"),
        new("OriginalWidth", _scan.Width.ToString(CultureInfo.InvariantCulture)),
        new("Originalheight", _scan.Height.ToString(CultureInfo.InvariantCulture)),
        new("Filtered", "5"),
        new("ICC Profile", "ScanScope v1"),
        .. UnknownKeys(identity),
    ];

    private static IEnumerable<AperioKey> Gt450Keys(AperioSyntheticOptions options, PlantedIdentity identity) =>
    [
        new("AppMag", "20"),
        new("Date", Date(identity, "MM/dd/yyyy"), PlantedKind.Date),
        new("DisplayColor", "0"),
        new("Exposure Scale", "0.000001"),
        new("Exposure Time", "8"),
        new("Filename", identity.FileName, PlantedKind.FileName),
        new("Filtered", "3"),
        new("Focus Offset", "0.089317"),
        new("Gamma", "2.2"),
        new("Left", "6.8904371"),
        new("MPP", Mpp(options, "0.000000")),
        new("Rack", "7"),
        new("ScanScope ID", identity.ScannerSerial, PlantedKind.Serial),
        new("ScannerType", "GT450"),
        new("SessonMode", "NR"),
        new("Slide", "3"),
        new("StripeWidth", "4096"),
        new("Time", Date(identity, "HH:mm:ss"), PlantedKind.Time),
        new("Time Zone", TimeZone(identity, string.Empty), PlantedKind.TimeZone),
        new("Top", "23.217206"),
        .. PersonalKeys(identity),
        .. UnknownKeys(identity),
    ];

    private static IEnumerable<AperioKey> PersonalKeys(PlantedIdentity identity) =>
    [
        new("Title", Title(identity), PlantedKind.Text),
        new("User", identity.User, PlantedKind.Person),
        new("Barcode", identity.Barcode, PlantedKind.Barcode),
        new("DSR ID", identity.ServerName, PlantedKind.Identifier),
        new("ImageID", identity.ImageID, PlantedKind.Identifier),
    ];

    private static IEnumerable<AperioKey> UnknownKeys(PlantedIdentity identity) =>
    [
        new("Hospital", identity.Hospital, PlantedKind.UnknownKey),
        new("CustomField.PatientID", identity.PatientID, PlantedKind.UnknownKey),
    ];

    /// <summary>What the operator typed: the patient's name and the case.</summary>
    public static string? Title(PlantedIdentity identity)
    {
        string?[] parts = [identity.FamilyName, identity.GivenName, identity.CaseNumber];
        var title = string.Join(' ', parts.Where(part => part is not null));
        return title.Length == 0 ? null : title;
    }

    private static string? Date(PlantedIdentity identity, string format) =>
        identity.ScannedAt?.ToString(format, CultureInfo.InvariantCulture);

    private static string? TimeZone(PlantedIdentity identity, string separator) =>
        identity.UtcOffset is not { } offset
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"GMT{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh}{separator}{offset:mm}");

    private static string? Mpp(AperioSyntheticOptions options, string format) =>
        options.MicrometresPerPixel?.ToString(format, CultureInfo.InvariantCulture);
}
