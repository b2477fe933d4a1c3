using WsiDicomizer.Conversion.CaseData.Binding;
using WsiDicomizer.Conversion.CaseData.Codes;
using WsiDicomizer.Conversion.CaseData.Model;
using WsiDicomizer.Conversion.CaseData.Reading;
using WsiDicomizer.Slides;

namespace WsiDicomizer.Conversion.CaseData;

/// <summary>What a laboratory says of its slides: patients, cases, containers, specimens and their preparation.</summary>
/// <remarks>Immutable and thread-safe. It is identity: nothing of it goes anywhere but into the identified data set.</remarks>
public sealed class CaseDataFile
{
    private readonly IReadOnlyList<CaseRecord> _records;
    private readonly ILookup<string, int> _byFileName;
    private readonly ILookup<string, int> _byBarcode;

    private CaseDataFile(IReadOnlyList<CaseRecord> records)
    {
        _records = records;
        _byFileName = Index(record => record.FileName, StringComparer.OrdinalIgnoreCase);
        _byBarcode = Index(record => record.Barcode, StringComparer.Ordinal);
    }

    /// <summary>How many slides the file tells of.</summary>
    public int Count => _records.Count;

    /// <summary>Reads a file: JSON where its first character is a brace, otherwise CSV.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may ask for; null for the defaults.</param>
    /// <exception cref="CaseDataException">Something in it is wrong; tells everything that is.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static CaseDataFile Load(string path, CaseDataLimits? limits = null) =>
        Parse(CaseTextFile.Read(path, limits ?? CaseDataLimits.Default), limits);

    /// <summary>Reads the content of a file.</summary>
    /// <param name="content">UTF-8, with or without byte order mark.</param>
    /// <param name="limits">What it may ask for; null for the defaults.</param>
    /// <exception cref="CaseDataException">Something in it is wrong; tells everything that is.</exception>
    public static CaseDataFile Parse(byte[] content, CaseDataLimits? limits = null)
    {
        var allowed = limits ?? CaseDataLimits.Default;
        var text = CaseTextFile.Check(content);
        var mistakes = new CaseDataMistakes(allowed);
        var binder = new CaseBinder(CaseCodes.Default, mistakes, allowed);
        IReadOnlyList<CaseRecord> records = text.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
            ? binder.BindDocument(new CaseJsonReader(allowed, mistakes).Read(text))
            : [.. new CaseCsvReader(allowed, mistakes).Read(text).Select(binder.Bind)];
        new CaseConsistency(mistakes).Check(records);
        mistakes.ThrowIfAny();
        return new CaseDataFile(records);
    }

    /// <summary>The 1-based line of the file in which what it says of a slide begins.</summary>
    /// <param name="index">0-based number of the slide in the file.</param>
    public int GetLine(int index) => _records[index].Place.Line;

    /// <summary>Finds what the file says of a slide.</summary>
    /// <param name="slide">The slide.</param>
    /// <returns>Null where it says nothing of it.</returns>
    /// <exception cref="ConversionException">Several entries fit, or one fits by name and contradicts the barcode.</exception>
    /// <remarks>
    /// An entry fits where the file name is the slide's, with or without its extension, without regard to case, and the
    /// barcode, letter for letter. Where an entry gives both, both have to fit; a slide that tells no barcode fits by name.
    /// </remarks>
    public CaseDataMatch? Find(Slide slide)
    {
        var fileName = Path.GetFileName(slide.Files[0]);
        var barcode = slide.Metadata.Barcode is { Length: > 0 } text ? text.Trim() : null;
        var byName = _byFileName[fileName].Concat(_byFileName[Path.GetFileNameWithoutExtension(fileName)]).ToHashSet();
        var byBarcode = barcode is null ? [] : _byBarcode[barcode].ToHashSet();
        var fitting = byName.Union(byBarcode).Where(index => Fits(_records[index], byName.Contains(index), barcode)).ToList();
        if (fitting.Count > 1)
        {
            throw new ConversionException(
                $"{fitting.Count} records of the case data fit this slide ({Lines(fitting)}); leave one");
        }

        return fitting.Count == 1
            ? new CaseDataMatch(fitting[0], byBarcode.Contains(fitting[0]))
            : byName.Count + byBarcode.Count > 0
            ? throw new ConversionException(
                $"a record of the case data fits this slide by file name or barcode and contradicts it by the other "
                + $"({Lines([.. byName.Union(byBarcode)])}); find out which is right before anything goes out")
            : null;
    }

    /// <summary>What the file says of a slide.</summary>
    /// <param name="match">Where it stands.</param>
    internal CaseRecord GetRecord(CaseDataMatch match) => _records[match.Index];

    private static bool Fits(CaseRecord record, bool hasName, string? barcode) =>
        (record.FileName is null || hasName) && (record.Barcode is null || barcode is null || record.Barcode == barcode);

    private string Lines(List<int> indexes) => string.Join(", ", indexes.Order().Take(5).Select(index => $"line {GetLine(index)}"));

    private ILookup<string, int> Index(Func<CaseRecord, string?> key, StringComparer comparer) =>
        Enumerable.Range(0, _records.Count)
            .Where(index => key(_records[index]) is not null)
            .ToLookup(index => key(_records[index])!, comparer);
}
