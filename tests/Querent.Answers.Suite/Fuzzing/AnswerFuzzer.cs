using System.Diagnostics;
using System.Text;
using Querent.Answers.Suite.Shapes;
using Querent.Answers.Suite.Values;

namespace Querent.Answers.Suite.Fuzzing;

/// <summary>Gives the generated readers what no model should write, and counts what they say.</summary>
internal sealed class AnswerFuzzer
{
    private const int TextsOfEach = 40;

    private readonly Random _random;
    private readonly ByteMutations _mutations;
    private readonly (AnswerUnderTest Answer, byte[][] Texts)[] _answers;

    public AnswerFuzzer(int seed)
    {
        _random = new Random(seed);
        _mutations = new ByteMutations(_random);
        var values = new ValueMaker(_random);
        _answers = [.. AllAnswers.All.Select(answer => (answer, Enumerable.Range(0, TextsOfEach).Select(_ => Encoding.UTF8.GetBytes(answer.Write(values.Make(answer.Answer)))).ToArray()))];
    }

    /// <summary>How many were read.</summary>
    public long Taken { get; private set; }

    /// <summary>How many were refused, by rule.</summary>
    public SortedDictionary<string, long> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>The longest that any took; it counts what else the machine does.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Tries so many inputs.</summary>
    /// <returns>The first that brought about anything but an answer or the typed exception; null where none did.</returns>
    public (string Answer, byte[] Input, Exception Fault)? Run(int count)
    {
        for (int i = 0; i < count; i++)
        {
            (AnswerUnderTest answer, byte[][] texts) = _answers[_random.Next(_answers.Length)];
            byte[] input = Input(texts);
            long started = Stopwatch.GetTimestamp();
            try
            {
                answer.Query.Read(input);
                Taken++;
            }
            catch (AnswerException refusal)
            {
                Refused[refusal.Rule] = Refused.GetValueOrDefault(refusal.Rule) + 1;
            }
            catch (Exception fault)
            {
                return (answer.Name, input, fault);
            }

            TimeSpan took = Stopwatch.GetElapsedTime(started);
            Longest = took > Longest ? took : Longest;
        }

        return null;
    }

    private byte[] Input(byte[][] texts) => _random.Next(20) switch
    {
        0 => _mutations.MakeRandom(),
        1 => _mutations.MakePieces(),
        2 => texts[_random.Next(texts.Length)],
        _ => _mutations.Mutate(texts[_random.Next(texts.Length)], Any()),
    };

    private byte[] Any()
    {
        byte[][] texts = _answers[_random.Next(_answers.Length)].Texts;
        return texts[_random.Next(texts.Length)];
    }
}
