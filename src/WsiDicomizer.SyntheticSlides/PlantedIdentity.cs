using System.Globalization;
using WsiDicomizer.SyntheticSlides.Drawing;

namespace WsiDicomizer.SyntheticSlides;

/// <summary>The invented identity that a synthetic slide carries; a property that is null is not planted.</summary>
/// <remarks>Each vendor writes the values where, and in the form in which, its scanners do.</remarks>
public sealed record PlantedIdentity
{
    private static readonly string[] FamilyNames =
        ["Doe", "Lindqvist", "Okafor", "Moreau", "Tanaka", "Novak", "Haddad", "Ferreira", "Kowalski", "Virtanen"];

    private static readonly string[] GivenNames =
        ["Jane", "Ingrid", "Chidi", "Camille", "Haruto", "Tereza", "Samir", "Beatriz", "Zofia", "Aino"];

    private static readonly string[] Operators =
        ["drsmith", "labtech.west", "mgarcia42", "k.nakamura", "histo_oduya", "pbergstrom"];

    /// <summary>No identity at all: nothing is planted, and label and macro are drawn without text.</summary>
    public static PlantedIdentity None { get; } = new();

    /// <summary>The patient's family name, e.g. <c>Doe</c>.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The patient's given name, e.g. <c>Jane</c>.</summary>
    public string? GivenName { get; init; }

    /// <summary>The patient's number in the hospital.</summary>
    public string? PatientID { get; init; }

    /// <summary>The number of the case, e.g. <c>S24-0815</c>.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>What the barcode on the label says, e.g. <c>S24-0815-A1</c>.</summary>
    public string? Barcode { get; init; }

    /// <summary>The user who scanned.</summary>
    public string? User { get; init; }

    /// <summary>The file's name without its extension, and the vendor's key for the same.</summary>
    public string? FileName { get; init; }

    /// <summary>The slide's number in the scanner's database.</summary>
    public string? ImageID { get; init; }

    /// <summary>The scanner's serial number.</summary>
    public string? ScannerSerial { get; init; }

    /// <summary>The computer at the scanner.</summary>
    public string? HostName { get; init; }

    /// <summary>The server that stores slides.</summary>
    public string? ServerName { get; init; }

    /// <summary>The hospital.</summary>
    public string? Hospital { get; init; }

    /// <summary>When the slide was scanned, in the scanner's local time.</summary>
    public DateTime? ScannedAt { get; init; }

    /// <summary>The scanner's distance from UTC.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>The patient's name as on a label, <c>DOE, JANE</c>; null without a family name.</summary>
    public string? PatientName => FamilyName is null
        ? null
        : (GivenName is null ? FamilyName : $"{FamilyName}, {GivenName}").ToUpperInvariant();

    /// <summary>Makes up an identity: seed 0 is Jane Doe, the others are other people.</summary>
    /// <param name="seed">The same seed gives the same identity.</param>
    public static PlantedIdentity FromSeed(ulong seed)
    {
        if (seed == 0)
        {
            return Make("Doe", "Jane", "drsmith", 4711, 24, 815, new DateTime(2023, 12, 29, 9, 59, 15));
        }

        var random = new SplitMix64(seed);
        var family = FamilyNames[random.Next(FamilyNames.Length)];
        var given = GivenNames[random.Next(GivenNames.Length)];
        var user = Operators[random.Next(Operators.Length)];
        var scanned = new DateTime(2016, 1, 1).AddSeconds(random.Next(8 * 365 * 24 * 60) * 60L + random.Next(60));
        return Make(family, given, user, 1000 + random.Next(9000), scanned.Year % 100, 100 + random.Next(9900), scanned);
    }

    private static PlantedIdentity Make(
        string family, string given, string user, int patient, int year, int caseNumber, DateTime scannedAt)
    {
        var culture = CultureInfo.InvariantCulture;
        var caseText = string.Create(culture, $"S{year:00}-{caseNumber:0000}");
        return new PlantedIdentity
        {
            FamilyName = family,
            GivenName = given,
            PatientID = string.Create(culture, $"MRN-{patient:0000}-{caseNumber:0000}"),
            CaseNumber = caseText,
            Barcode = caseText + "-A1",
            User = user,
            FileName = string.Create(culture, $"{family}_{given}_{patient:0000}").ToUpperInvariant(),
            ImageID = string.Create(culture, $"100{patient:0000}"),
            ScannerSerial = string.Create(culture, $"SS{7890 + (patient % 100)}"),
            HostName = string.Create(culture, $"PATHLAB-WS{patient % 90 + 10}"),
            ServerName = string.Create(culture, $"labserver{patient % 90 + 10}"),
            Hospital = "St. Elsewhere General Hospital",
            ScannedAt = scannedAt,
            UtcOffset = TimeSpan.FromHours(-5),
        };
    }
}
