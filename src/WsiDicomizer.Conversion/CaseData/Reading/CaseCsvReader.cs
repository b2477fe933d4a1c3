using System.Text;
using WsiDicomizer.Conversion.CaseData.Binding;

namespace WsiDicomizer.Conversion.CaseData.Reading;

/// <summary>Reads CSV, a row per slide below a row of column names, into the nodes that JSON becomes.</summary>
/// <param name="limits">What the file may ask for.</param>
/// <param name="mistakes">Where mistakes go.</param>
internal sealed class CaseCsvReader(CaseDataLimits limits, CaseDataMistakes mistakes)
{
    /// <summary>Reads a file.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <exception cref="CaseDataException">The header is wrong, or a quote is never closed.</exception>
    public IReadOnlyList<CaseObject> Read(byte[] text)
    {
        var slides = new List<CaseObject>();
        CsvColumn?[]? columns = null;
        foreach (var row in new CsvReader(Encoding.UTF8.GetString(text), limits, mistakes).ReadRows())
        {
            if (columns is null)
            {
                columns = ReadHeader(row);
                mistakes.ThrowIfAny();
            }
            else if (row.Count != columns.Length)
            {
                mistakes.Add(row[0].Place, $"{row.Count} cells; expected {columns.Length} as in the header");
            }
            else
            {
                slides.Add(ReadSlide(columns, row));
            }
        }

        return columns is null
            ? throw mistakes.Stop(new TextPlace(1, 1), "the file is empty; expected a row of column names")
            : slides;
    }

    // A file without header has a patient in its first row, so unknown names are not repeated.
    private CsvColumn?[] ReadHeader(IReadOnlyList<CsvCell> header)
    {
        var seen = new Dictionary<CsvColumn, TextPlace>();
        var columns = new CsvColumn?[header.Count];
        for (var index = 0; index < columns.Length; index++)
        {
            var (place, name) = header[index];
            if (name.Length == 0)
            {
                mistakes.Add(place, "a column without a name");
            }
            else if (!CsvColumns.TryFind(name, out var column))
            {
                mistakes.Add(place, $"unknown column{NearestName.Note(name, CsvColumns.Names)}");
            }
            else if (!seen.TryAdd(column, place))
            {
                mistakes.Add(place, $"{column.Name}: the same as column {seen[column].Column}");
            }
            else
            {
                columns[index] = column;
            }
        }

        if (!seen.Keys.Any(column => column.Name is CaseFields.FileName or CaseFields.Barcode))
        {
            mistakes.Add(header[0].Place, $"no column {CaseFields.FileName} or {CaseFields.Barcode}, which say what slide a row is of");
        }

        return columns;
    }

    private CaseObject ReadSlide(CsvColumn?[] columns, IReadOnlyList<CsvCell> row)
    {
        var place = row[0].Place;
        var cells = new SortedDictionary<int, CsvCells> { [0] = new(place) };
        for (var index = 0; index < columns.Length; index++)
        {
            var (name, specimen) = columns[index]!.Value;
            if (!cells.TryGetValue(specimen, out var group))
            {
                cells.Add(specimen, group = new CsvCells(place));
            }

            group.Add(name, row[index]);
        }

        var slide = cells[0];
        var members = CaseFields.TextsOfSlide.Select(name => Member(place, name, slide[name])).ToList();
        ReadName(slide, members);
        members.Add(Member(place, CaseFields.OtherPatientIDs, slide.List(CaseFields.OtherPatientIDs)));
        var specimens = cells.Where(pair => pair.Key > 0 && !pair.Value.AreEmpty).Select(pair => ReadSpecimen(pair.Value));
        members.Add(Member(place, CaseFields.Specimens, new CaseList(place, [.. specimens])));
        return new CaseObject(place, members);
    }

    private void ReadName(CsvCells slide, List<CaseMember> members)
    {
        var parts = CaseFields.OfName.Select(part => Member(slide.Place, part, slide[CsvColumns.ToNameColumn(part)])).ToList();
        if (parts.FirstOrDefault(part => part.Value is not null).Value is not { } first)
        {
            return;
        }

        if (slide[CaseFields.PatientName] is { } whole)
        {
            mistakes.Add(whole.Place, $"{CaseFields.PatientName}: the row has the name in parts too");
            return;
        }

        members.RemoveAll(member => member.Name == CaseFields.PatientName);
        members.Add(new CaseMember(CaseFields.PatientName, first.Place, new CaseObject(first.Place, parts)));
    }

    private CaseObject ReadSpecimen(CsvCells cells) => new(cells.Place,
    [
        .. CaseFields.TextsOfSpecimen.Select(name => Member(cells.Place, name, cells[name])),
        Member(
            cells.Place, CaseFields.PrimaryAnatomicStructureModifiers, cells.List(CaseFields.PrimaryAnatomicStructureModifiers)),
        Member(cells.Place, CaseFields.Preparation, new CsvPreparation(cells, mistakes).Read()),
    ]);

    private static CaseMember Member(TextPlace row, string name, CaseNode? value) => new(name, value?.Place ?? row, value);
}
