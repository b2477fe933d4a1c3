using System.Buffers;
using System.Text;
using WsiDicomizer.InPlace.Planning;
using WsiDicomizer.InPlace.Texts;
using WsiDicomizer.Slides;
using WsiDicomizer.Slides.Icc;

namespace WsiDicomizer.InPlace.PhilipsXml;

/// <summary>Level IV in Philips' XML: every value is replaced by one of the same length that parses as the old one did.</summary>
/// <remarks>
/// Several records may be one text: what is stored, and what it means. Of the colour profile the texts and the date go, and
/// its curves stay; of the derivation the name of the source file.
/// </remarks>
internal static class PhilipsTexts
{
    private static readonly SearchValues<char> DerivationValues = SearchValues.Create("=,0123456789");

    private static ReadOnlySpan<byte> SourceFileName => "sourceFilename="u8;

    /// <summary>Plans it.</summary>
    /// <param name="context">The slide and the plan.</param>
    /// <param name="isOurs">Which records are in the XML or in texts beside it; pictures are left to <see cref="PhilipsPictures"/>.</param>
    /// <exception cref="AnonymizationException">
    /// The rules refuse keys that no rule knows, and there are some; or a value that leads to pixels is not as it must be.
    /// </exception>
    public static void Plan(PlanContext context, Func<IdentityRecord, bool> isOurs)
    {
        if (!context.Reaches(AnonymizationLevel.IV))
        {
            return;
        }

        List<IdentityRecord> texts =
            [.. context.Records.Where(TextRemoval.IsText).Where(isOurs).Where(record => !PhilipsRecords.IsPicture(record))];
        TextRemoval.RequireKnown(context, texts);
        foreach (var group in texts.GroupBy(record => (record.FileIndex, record.Range)))
        {
            var isKept = group.Any(context.Rules.Keeps);
            if (!isKept)
            {
                Overwrite(context, [.. group]);
            }

            foreach (var record in group)
            {
                context.Tell(record, isKept ? PlaceAction.Kept : PlaceAction.Overwritten);
            }
        }
    }

    private static void Overwrite(PlanContext context, IReadOnlyList<IdentityRecord> records)
    {
        var record = records[0];
        if (record.Range is not { } range)
        {
            throw new AnonymizationException(
                $"{record.Location}: nobody knows where in the file this value stands, so it cannot be overwritten");
        }

        if (records.FirstOrDefault(PhilipsRecords.LeadsToPixels) is { } table)
        {
            throw new AnonymizationException(
                $"{table.Location}: {table.Name} is not as it must be, may hold anything, and without it the pixels are lost; "
                + $"--keep-key {table.Name} keeps it, 'convert' makes DICOM of the slide");
        }

        if (range.Length > context.Limits.MaxTextBytes)
        {
            throw new AnonymizationException(
                $"{record.Location}: a value has {range.Length} bytes; the limit is {context.Limits.MaxTextBytes}");
        }

        var stored = context.Read(record.FileIndex, range);
        context.Write(record.FileIndex, range.Offset, Create(stored, records));
    }

    private static byte[] Create(byte[] stored, IReadOnlyList<IdentityRecord> records)
    {
        var record = records[0];
        if (PhilipsRecords.IsInProfile(record) && Base64Text.TryRead(stored, out var profile))
        {
            return profile.Encode(IccNeutral.Create(profile.Decoded));
        }

        if (PhilipsRecords.Is(record, PhilipsRecords.Barcode) && Base64Text.TryRead(stored, out var barcode))
        {
            var decoded = new byte[barcode.Decoded.Length];
            decoded.AsSpan().Fill((byte)'X');
            return barcode.Encode(decoded);
        }

        if (PhilipsRecords.Is(record, PhilipsRecords.DerivationDescription)
            && records.Any(other => other.Name == "sourceFilename")
            && TryReplaceSourceFile(stored) is { } derivation)
        {
            return derivation;
        }

        return record.Name switch
        {
            PhilipsRecords.Residue => new byte[stored.Length],
            PhilipsRecords.PageText => KeepFirstWord(stored),

            // Whatever stood in a comment or an instruction, X cannot end it.
            PhilipsRecords.Comment => [.. stored.Select(_ => (byte)'X')],
            _ => XmlNeutralValue.Create(stored, record.Kind, record.Value),
        };
    }

    /// <summary>The text of a page without XML: by its first word readers tell label and macro.</summary>
    private static byte[] KeepFirstWord(byte[] stored)
    {
        ReadOnlySpan<byte> text = stored;
        if (!text.StartsWith("Label"u8) && !text.StartsWith("Macro"u8))
        {
            return XmlNeutralValue.Create(text, IdentityKind.Text, null);
        }

        var neutral = text.ToArray();
        neutral.AsSpan("Label"u8.Length).Fill((byte)' ');
        return neutral;
    }

    /// <summary>The derivation with X for the name of the source file; null where it is not all that is in quotes.</summary>
    private static byte[]? TryReplaceSourceFile(byte[] stored)
    {
        var at = stored.AsSpan().IndexOf(SourceFileName);
        if (at < 0 || !IsDerivation(stored.AsSpan(0, at)))
        {
            return null;
        }

        // The quotes are references to characters as a rule.
        var neutral = stored.AsSpan().ToArray();
        var rest = neutral.AsSpan(at + SourceFileName.Length);
        var quote = rest.StartsWith("&quot;"u8) ? 6 : rest.StartsWith("\""u8) ? 1 : 0;
        if (quote == 0 || rest.Length <= 2 * quote || !rest[^quote..].SequenceEqual(rest[..quote]))
        {
            return null;
        }

        rest[quote..^quote].Fill((byte)'X');
        return neutral;
    }

    // tiff-useBigTIFF=1-useRgb=0-levels=10003,10002-processing=0-q80-: keys of Philips with numbers.
    private static bool IsDerivation(ReadOnlySpan<byte> text)
    {
        string[] keys = ["tiff", "useBigTIFF", "useRgb", "levels", "processing", "q"];
        foreach (var part in Encoding.Latin1.GetString(text).Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            var key = keys.FirstOrDefault(key => part.StartsWith(key, StringComparison.Ordinal));
            if (key is null || part.AsSpan(key.Length).IndexOfAnyExcept(DerivationValues) >= 0 || part.Length > 200)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Neutral bytes for what identifies in a colour profile.</summary>
    private static class IccNeutral
    {
        // ICC.1:2010 clause 7.2.18: a digest of the profile as it was; zeros are "not calculated".
        private const int IdOffset = 84;
        private const int IdBytes = 16;

        public static byte[] Create(byte[] profile)
        {
            var neutral = profile.AsSpan().ToArray();
            foreach (var record in IccIdentity.FindRecords(profile, PhilipsRecords.IccProfile, 0))
            {
                var range = record.Range!.Value;
                NeutralValue.Create(profile.AsSpan((int)range.Offset, (int)range.Length), record.Kind, record.Value)
                    .CopyTo(neutral, (int)range.Offset);
            }

            if (neutral.Length >= IdOffset + IdBytes)
            {
                neutral.AsSpan(IdOffset, IdBytes).Clear();
            }

            return neutral;
        }
    }
}
