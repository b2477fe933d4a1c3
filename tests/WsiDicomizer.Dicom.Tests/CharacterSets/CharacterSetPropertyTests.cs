using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WsiDicomizer.Dicom.Tests.CharacterSets;

public sealed class CharacterSetPropertyTests
{
    private const ulong Seed = 20261121;

    public static TheoryData<string> Terms => new(Repertoires.Terms);

    [Theory]
    [MemberData(nameof(Terms))]
    public void EncodeAndDecode_TextOfTheRepertoire_IsTheIdentity(string terms)
    {
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
        var runes = Repertoires.Of(terms);
        var letters = Gen.Frequency(
            (12, Gen.Elements(runes)),
            (3, Gen.Elements("ABCxyz0189".EnumerateRunes().ToArray())),
            (2, Gen.Elements(" ^=.".EnumerateRunes().ToArray())));
        var texts = letters.ArrayOf().Select(array => string.Concat(array));
        var values = texts.ArrayOf().Where(array => array.Length > 0);

        Prop.ForAll(values.ToArbitrary(), array => IsIdentity(characterSet, array))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(Seed, 1UL).WithName($"{terms}, seed {Seed}"));
    }

    [Theory]
    [MemberData(nameof(Terms))]
    public void DecodeAndEncode_AnyBytes_NeverFailAndEncodeAgainTheSame(string terms)
    {
        // What was read without a complaint is written again, and read again the same.
        var characterSet = DicomCharacterSet.FromTerms(terms.Split('\\'));
        var pieces = Gen.OneOf(
            Gen.Choose(0, 255).Select(value => new[] { (byte)value }),
            Gen.Elements("\u001B(B", "\u001B(J", "\u001B$B", "\u001B$(D", "\u001B-A", "\u001B$)C", "\u001B)I", "\u001B", "\\", "^", "\r\n")
                .Select(text => Encoding.Latin1.GetBytes(text)));
        var bytes = pieces.ArrayOf().Select(array => array.SelectMany(piece => piece).ToArray());

        Prop.ForAll(bytes.ToArbitrary(), value => DecodesAgain(characterSet, value))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(Seed, 1UL).WithName($"{terms}, seed {Seed}"));
    }

    private static bool IsIdentity(DicomCharacterSet characterSet, string[] values)
    {
        var text = string.Join('\\', values);
        return new[] { DicomVR.LO, DicomVR.PN }.All(vr =>
            characterSet.Decode(characterSet.Encode(text, vr), vr, out var malformed) == text && !malformed);
    }

    private static bool DecodesAgain(DicomCharacterSet characterSet, byte[] value)
    {
        foreach (var vr in new[] { DicomVR.LO, DicomVR.PN, DicomVR.UT })
        {
            var text = characterSet.Decode(value, vr, out var malformed);
            if (!malformed
                && (!characterSet.TryEncode(text, vr, out var again) || characterSet.Decode(again, vr, out _) != text))
            {
                return false;
            }
        }

        return true;
    }
}
