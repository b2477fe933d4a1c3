using System.Text;

namespace WsiDicomizer.Dicom.Tests.CharacterSets;

/// <summary>pydicom 2.3.1 reads what we write and we read what it writes, for every set that it knows.</summary>
public sealed class PydicomTextTests
{
    private const int Seed = 20261121;
    private const int TextsOfASet = 60;

    // What pydicom does otherwise, and why it is left out:
    // ISO_IR 203 and its extension came to the standard after it;
    // JIS X 0201's yen sign and overline are backslash and tilde to Python's shift_jis;
    // KS X 1001's filler is the start of a Hangul syllable by parts to Python.
    private static readonly string[] Unknown = ["203"];
    private const string Otherwise = "\u00A5\u203E\u3164";

    [PydicomFact]
    public void PydicomDecodesAndEncodes_EverySet_AsWeDo()
    {
        var random = new Random(Seed);
        var lines = new List<string>();
        foreach (var terms in Repertoires.Terms.Where(terms => !Unknown.Any(part => terms.Contains(part, StringComparison.Ordinal))))
        {
            var runes = Repertoires.Of(terms).Where(rune => !Otherwise.Contains(rune.ToString(), StringComparison.Ordinal)).ToArray();
            var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
            for (var count = 0; count < TextsOfASet; count++)
            {
                var text = Text(random, runes);
                var ours = Convert.ToHexString(characterSet.Encode(text, DicomVR.PN));
                lines.Add($"{terms}|{ours}|{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}");
            }
        }

        using var folder = new TemporaryFolder();
        var path = folder.Write("texts.txt", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

        var answers = PythonScript.Run("CharacterSets/pydicom_texts.py", path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(lines.Count, answers.Length);
        foreach (var (line, answer) in lines.Zip(answers))
        {
            var parts = line.Split('|');
            var theirs = answer.Split('|');
            var text = Encoding.UTF8.GetString(Convert.FromHexString(parts[2]));
            var set = DicomCharacterSet.FromTerms(parts[0].Split('\\'));
            Assert.True(parts[2] == theirs[0], $"seed {Seed}, {parts[0]}: pydicom reads {parts[1]} as {theirs[0]}, not {parts[2]}");
            if (theirs[1].Length > 0)
            {
                var read = set.Decode(Convert.FromHexString(theirs[1]), DicomVR.PN, out _);
                Assert.True(text == read, $"seed {Seed}, {parts[0]}: we read pydicom's {theirs[1]} as {read}, not {text}");
            }
        }

        // Most texts are encoded by pydicom too; what it refuses are mixtures of several sets inside one component.
        Assert.True(answers.Count(answer => answer.Split('|')[1].Length > 0) > lines.Count / 2);
    }

    private static string Text(Random random, Rune[] runes)
    {
        var text = new StringBuilder();
        for (var length = random.Next(1, 20); length > 0; length--)
        {
            text.Append(random.Next(6) switch
            {
                0 => "^",
                1 => "abc"[random.Next(3)].ToString(),
                _ => runes[random.Next(runes.Length)].ToString(),
            });
        }

        return text.ToString();
    }
}
