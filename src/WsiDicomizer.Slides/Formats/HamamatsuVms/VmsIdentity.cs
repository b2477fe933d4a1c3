using WsiDicomizer.Imaging.Jpeg;
using WsiDicomizer.Slides.Tiff;

namespace WsiDicomizer.Slides.Formats.HamamatsuVms;

/// <summary>Every place where a VMS or VMU holds identity, or may: names of files, the index, the macro, comments in JPEGs.</summary>
internal static class VmsIdentity
{
    /// <summary>Finds the records, in the order: file names, the index, the macro, comments.</summary>
    /// <param name="structure">The slide's files.</param>
    /// <exception cref="SlideFormatException">A file cannot be read any more.</exception>
    public static IReadOnlyList<IdentityRecord> FindRecords(VmsStructure structure)
    {
        var records = new List<IdentityRecord>();
        for (var file = 0; file < structure.Files.Count; file++)
        {
            records.Add(new IdentityRecord
            {
                FileIndex = file,
                Location = "file name",
                Name = "file name",
                Value = Path.GetFileNameWithoutExtension(structure.Files[file].Path),
                Kind = IdentityKind.FileName,
            });
        }

        foreach (var entry in structure.Index.Ini.Entries)
        {
            if (entry.Value.Length > 0 && VmsKeys.Classify(entry.Key, entry.Value) is { } kind)
            {
                // A name of a section or a key is the vendor's; what a line without a key is, nobody knows.
                records.Add(new IdentityRecord
                {
                    Location = "index",
                    Name = entry.Key.Length > 0 ? entry.Key : "line without a key",
                    Value = entry.Value,
                    Kind = kind,
                    Range = entry.Range,
                });
            }
        }

        if (structure.Macro is { } macro)
        {
            records.Add(new IdentityRecord
            {
                FileIndex = IndexOf(structure, macro),
                Location = "whole file",
                Name = "macro image",
                Kind = IdentityKind.MacroImage,
                Range = new ByteRange(0, macro.Length),
            });
        }

        if (!structure.Index.IsUncompressed)
        {
            records.AddRange(structure.Layers.SelectMany(layer => layer).SelectMany(file => FindComments(structure, file)));
            records.AddRange(FindComments(structure, structure.Map));
        }

        records.AddRange(FindComments(structure, structure.Macro));
        return records;
    }

    private static IEnumerable<IdentityRecord> FindComments(VmsStructure structure, SlideFile? file)
    {
        if (file is null)
        {
            return [];
        }

        var head = new byte[Math.Min(file.Length, VmsLimits.MaxJpegHeadBytes)];
        file.ReadExactly(0, head);
        return JpegAnnotations.Find(head, JpegLimits.Default).Select(comment => new IdentityRecord
        {
            FileIndex = IndexOf(structure, file),
            Location = "JPEG header",
            Name = comment.Name,
            Value = TiffText.DecodeAll(head.AsSpan(comment.Offset, comment.Length)),
            Kind = IdentityKind.Text,
            Range = new ByteRange(comment.Offset, comment.Length),
        });
    }

    private static int IndexOf(VmsStructure structure, SlideFile file) => structure.Files.ToList().IndexOf(file);
}
