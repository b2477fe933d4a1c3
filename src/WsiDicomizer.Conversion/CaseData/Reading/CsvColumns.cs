using System.Collections.Frozen;
using System.Globalization;
using WsiDicomizer.Conversion.CaseData.Binding;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>The columns that a CSV file may have.</summary>
/// <remarks>
/// The texts of a slide and of a specimen have the names that they have in JSON. A patient's name may come in parts, and the
/// steps from part over block to slide have columns of their own. Columns of the second to ninth specimen on the slide end
/// with its number. Case, blanks, hyphens and underscores in names do not count.
/// </remarks>
internal static class CsvColumns
{
    public const string PartIdentifier = nameof(PartIdentifier);
    public const string PartType = nameof(PartType);
    public const string CollectionMethod = nameof(CollectionMethod);
    public const string CollectionDateTime = nameof(CollectionDateTime);
    public const string ReceivingDateTime = nameof(ReceivingDateTime);
    public const string Fixative = nameof(Fixative);
    public const string FixationDateTime = nameof(FixationDateTime);
    public const string BlockIdentifier = nameof(BlockIdentifier);
    public const string BlockType = nameof(BlockType);
    public const string BlockSamplingMethod = nameof(BlockSamplingMethod);
    public const string BlockSamplingDateTime = nameof(BlockSamplingDateTime);
    public const string EmbeddingMedium = nameof(EmbeddingMedium);
    public const string EmbeddingDateTime = nameof(EmbeddingDateTime);
    public const string SectioningMethod = nameof(SectioningMethod);
    public const string SectioningDateTime = nameof(SectioningDateTime);
    public const string Stain = nameof(Stain);
    public const string StainText = nameof(StainText);
    public const string StainingDateTime = nameof(StainingDateTime);

    private const int MostSpecimens = 9;

    /// <summary>The columns of a slide.</summary>
    public static readonly string[] OfSlide =
    [
        .. CaseFields.TextsOfSlide, CaseFields.OtherPatientIDs, .. CaseFields.OfName.Select(ToNameColumn),
    ];

    /// <summary>The columns of a specimen.</summary>
    public static readonly string[] OfSpecimen =
    [
        .. CaseFields.TextsOfSpecimen, CaseFields.PrimaryAnatomicStructureModifiers, PartIdentifier, PartType,
        CollectionMethod, CollectionDateTime, ReceivingDateTime, Fixative, FixationDateTime, BlockIdentifier, BlockType,
        BlockSamplingMethod, BlockSamplingDateTime, EmbeddingMedium, EmbeddingDateTime, SectioningMethod,
        SectioningDateTime, Stain, StainText, StainingDateTime,
    ];

    private static readonly FrozenDictionary<string, CsvColumn> ByName = CreateNames();

    /// <summary>The names of all columns, of the first specimen only.</summary>
    public static IEnumerable<string> Names => [.. OfSlide, .. OfSpecimen];

    /// <summary>The column of a part of the patient's name: <c>PatientFamilyName</c> and its like.</summary>
    public static string ToNameColumn(string part) => "Patient" + part;

    /// <summary>Finds a column by what its header says.</summary>
    /// <returns>False where there is no such column.</returns>
    public static bool TryFind(string header, out CsvColumn column) => ByName.TryGetValue(Fold(header), out column);

    private static FrozenDictionary<string, CsvColumn> CreateNames()
    {
        var names = OfSlide.ToDictionary(Fold, name => new CsvColumn(name, Specimen: 0), StringComparer.Ordinal);
        for (var specimen = 1; specimen <= MostSpecimens; specimen++)
        {
            var suffix = specimen == 1 ? string.Empty : specimen.ToString(CultureInfo.InvariantCulture);
            foreach (var name in OfSpecimen)
            {
                names.Add(Fold(name + suffix), new CsvColumn(name, specimen));
            }
        }

        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string Fold(string header) =>
        string.Concat(header.Where(letter => letter is not (' ' or '-' or '_'))).ToLowerInvariant();
}
