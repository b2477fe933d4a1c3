using System.Globalization;
using WsiDicomizer.Slides.Tiff;
using WsiDicomizer.Slides.Xml;

namespace WsiDicomizer.Slides.Formats.Mirax;

/// <summary>Every place where a MIRAX slide holds identity, or may; formats.md 4.6.</summary>
/// <remarks>
/// Not found here, because no structure leads there: bytes between the pieces of data files, and comments inside the pictures
/// of levels; <see cref="Slide.FindHiddenIdentity"/> tells them.
/// </remarks>
internal sealed class MiraxIdentity
{
    private const int SlidedatFile = 1;
    private const int IndexFile = 2;
    private static readonly string[] TextSuffixes = [".ini", ".xml", ".txt", ".csv", ".json", ".log"];

    private readonly MiraxStructure _structure;
    private readonly MiraxFiles _files;
    private readonly IReadOnlyList<MiraxDataHeader> _headers;
    private readonly MiraxLayers _layers;
    private readonly IReadOnlyList<AssociatedImage> _pictures;
    private readonly List<IdentityRecord> _records = [];

    /// <summary>Prepares to search.</summary>
    /// <param name="structure">What Slidedat.ini says.</param>
    /// <param name="files">The slide's files.</param>
    /// <param name="headers">The starts of the data files.</param>
    /// <param name="layers">The data of the layers.</param>
    /// <param name="pictures">The pictures that were recognised.</param>
    public MiraxIdentity(
        MiraxStructure structure,
        MiraxFiles files,
        IReadOnlyList<MiraxDataHeader> headers,
        MiraxLayers layers,
        IReadOnlyList<AssociatedImage> pictures)
    {
        _structure = structure;
        _files = files;
        _headers = headers;
        _layers = layers;
        _pictures = pictures;
    }

    /// <summary>Finds the records, in the order of the slide's files; names first.</summary>
    /// <exception cref="SlideFormatException">A piece that identifies cannot be read.</exception>
    public IReadOnlyList<IdentityRecord> FindRecords()
    {
        var name = Path.GetFileNameWithoutExtension(_files.Slide.Path);
        Add(0, "file name", "file name", name, IdentityKind.FileName, null);
        Add(0, "folder name", "folder name", name, IdentityKind.FileName, null);
        FindInSlideFile();
        foreach (var entry in _structure.Ini.Entries.Where(entry => entry.Value.Length > 0))
        {
            if (MiraxKeys.Classify(entry.Key, entry.Value) is { } kind)
            {
                var key = entry.Key.Length > 0 ? entry.Key : "line without a key";
                Add(SlidedatFile, $"Slidedat.ini, [{entry.Section}] {entry.Key}".TrimEnd(), key, entry.Value, kind, entry.Range);
            }
        }

        var id = _structure.SlideId.Value;
        Add(IndexFile, "index, SLIDE_ID", "SLIDE_ID", id, IdentityKind.Identifier, new ByteRange(MiraxIndex.Version.Length, _structure.SlideId.Range.Length));
        FindInHeaders();
        for (var record = 0; record < _layers.Values.Count; record++)
        {
            FindInLayer(record);
        }

        FindInForeignFiles();
        return _records;
    }

    // The picture in the file itself: scanners put a preview there, some with the label.
    private void FindInSlideFile()
    {
        var file = _files.Slide;
        if (file.Length == 0)
        {
            return;
        }

        var whole = new ByteRange(0, file.Length);
        if (file.Length > MiraxLimits.MaxBlobBytes)
        {
            Add(0, "preview", "preview", null, IdentityKind.MacroImage, whole);
            return;
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        if (bytes.AsSpan().IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }

        Add(0, "preview", "preview", null, IdentityKind.MacroImage, whole);
        if (MiraxPictureIdentity.IsPicture(bytes))
        {
            FindInPicture(0, "preview", bytes, 0);
        }
        else
        {
            FindTexts(0, "preview", "text", bytes, 0);
        }
    }

    private void FindInHeaders()
    {
        for (var file = 0; file < _headers.Count; file++)
        {
            var header = _headers[file];
            var number = MiraxSlide.FirstDataFile + file;
            var rest = header.Bytes.ToArray();
            if (rest.AsSpan().StartsWith(MiraxIndex.Version))
            {
                rest.AsSpan(0, MiraxIndex.Version.Length).Clear();
            }

            foreach (var (range, text) in header.Ids)
            {
                Add(number, Numbered($"data file {file}, header"), "SLIDE_ID", text, IdentityKind.Identifier, range);

                // The number of the file follows, in three digits.
                rest.AsSpan((int)range.Offset, (int)Math.Min(range.Length + 3, rest.Length - range.Offset)).Clear();
            }

            FindTexts(number, Numbered($"data file {file}, header"), "text", rest, 0);
        }
    }

    private void FindInLayer(int record)
    {
        var value = _layers.Values[record];
        if (MiraxLayerNames.IsTable(value))
        {
            return;
        }

        foreach (var piece in _layers.Pieces(record).Where(piece => piece.Length > 0))
        {
            var location = $"{value.Layer}, {value.Name}";
            var number = MiraxSlide.FirstDataFile + piece.File;
            var whole = new ByteRange(piece.Offset, piece.Length);
            var bytes = _layers.Read(piece);
            if (MiraxAssociatedImage.KindOf(value) is { } kind)
            {
                var shown = _pictures.FirstOrDefault(picture => picture.Location == location)?.Kind;
                if (shown != AssociatedImageKind.Thumbnail)
                {
                    var isLabel = kind == AssociatedImageKind.Label;
                    Add(
                        number,
                        location,
                        isLabel ? "label image" : kind == AssociatedImageKind.Macro ? "macro image" : "unknown image",
                        null,
                        isLabel ? IdentityKind.LabelImage : IdentityKind.MacroImage,
                        whole);
                }
            }

            if (MiraxPictureIdentity.IsPicture(bytes))
            {
                FindInPicture(number, location, bytes, piece.Offset);
                if (MiraxAssociatedImage.KindOf(value) is null && !MiraxLayerNames.IsMap(value))
                {
                    Add(number, location, "unknown image", null, IdentityKind.MacroImage, whole);
                }
            }
            else
            {
                FindInText(number, location, bytes, piece.Offset);
            }
        }
    }

    private void FindInPicture(int file, string location, byte[] bytes, long offset)
    {
        foreach (var (name, range) in MiraxPictureIdentity.Find(bytes))
        {
            var part = bytes.AsSpan((int)range.Offset, (int)range.Length).ToArray();
            FindTexts(file, $"{location}, {name}", name, part, offset + range.Offset);

            // Numbers and dates among the texts identify, too.
            if (!MiraxText.IsText(part))
            {
                Add(file, $"{location}, {name}", name, null, IdentityKind.UnknownKey, range with { Offset = offset + range.Offset });
            }
        }
    }

    // XML, value by value: nobody has said which of them are harmless. Else whatever texts there are.
    private void FindInText(int file, string location, byte[] bytes, long offset)
    {
        if (bytes.AsSpan().IndexOfAnyExcept((byte)0, (byte)' ') < 0)
        {
            return;
        }

        if (MiraxText.IsDeflated(bytes))
        {
            Add(file, location, "deflated data", null, IdentityKind.UnknownKey, new ByteRange(offset, bytes.Length));
            return;
        }

        var limits = XmlMapLimits.Default with { MaxBytes = MiraxLimits.MaxTextBytes };
        var length = TiffText.LengthToNul(bytes);
        if (length <= limits.MaxBytes && XmlMap.TryParse(bytes[..length], limits, out var map, out _))
        {
            Visit(map.Root, string.Empty);
            foreach (var piece in map.Loose.Where(piece => bytes.AsSpan(piece.Start, piece.Length).IndexOfAnyExcept(XmlMap.Blanks) >= 0))
            {
                AddText("comment", piece.Start, piece.Length, TiffText.DecodeAll(bytes.AsSpan(piece.Start, piece.Length)));
            }

            var rest = bytes[length..];
            FindTexts(file, location, "text behind the end", rest, offset + length);
            return;
        }

        if (bytes.Length <= MiraxLimits.MaxTextBytes)
        {
            FindTexts(file, location, "text", bytes, offset);
        }

        if (!MiraxText.IsText(bytes))
        {
            Add(file, location, "data", null, IdentityKind.UnknownKey, new ByteRange(offset, bytes.Length));
        }

        void Visit(XmlElement element, string path)
        {
            var name = path + element.LocalName;
            foreach (var attribute in element.Attributes.Where(attribute => attribute.Value.Trim().Length > 0))
            {
                AddText($"{name}@{attribute.Name}", attribute.Start, attribute.Length, attribute.Value);
            }

            if (element.FindText() is { } text)
            {
                AddText(name, text.Start, text.Length, element.ReadText());
            }

            foreach (var child in element.Children)
            {
                Visit(child, $"{name}/");
            }
        }

        void AddText(string name, int start, int count, string value) =>
            Add(file, location, name, value, IdentityKind.UnknownKey, new ByteRange(offset + start, count));
    }

    private bool FindTexts(int file, string location, string name, byte[] bytes, long offset)
    {
        var isFound = false;
        foreach (var (range, text) in MiraxText.FindRuns(bytes))
        {
            isFound = true;
            Add(file, location, name, text, IdentityKind.UnknownKey, range with { Offset = offset + range.Offset });
        }

        return isFound;
    }

    private void FindInForeignFiles()
    {
        var number = _files.Own.Count;
        foreach (var path in _files.Foreign)
        {
            Add(number, "file name", "file name", Path.GetFileName(path), IdentityKind.FileName, null);
            FindInForeignFile(number, path);
            number++;
        }
    }

    private void FindInForeignFile(int number, string path)
    {
        const string Location = "file that Slidedat.ini does not name";
        using var file = SlideFile.Open(path);
        var whole = new ByteRange(0, file.Length);
        Add(number, Location, "whole file", null, IdentityKind.UnknownKey, whole);
        if (file.Length > MiraxLimits.MaxTextBytes || !MayHoldText(path))
        {
            return;
        }

        var bytes = new byte[file.Length];
        file.ReadExactly(0, bytes);
        FindTexts(number, Location, "text", bytes, 0);
    }

    // Of pictures and the like, what looks like text is mostly chance; the record of the whole file stands for all.
    private static bool MayHoldText(string path) =>
        TextSuffixes.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    private static string Numbered(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Add(int file, string location, string name, string? value, IdentityKind kind, ByteRange? range) =>
        _records.Add(new IdentityRecord
        {
            FileIndex = file,
            Location = location,
            Name = name,
            Value = value,
            Kind = kind,
            Range = range,
        });
}
