using System.Collections.Generic;
using System.Threading.Tasks;

namespace Words
{
    public class Counter
    {
        private readonly Dictionary<string, int> counts = new Dictionary<string, int>();

        public int Total { get; private set; }

        public void Read(string text)
        {
            foreach (var word in Split(text))
                Count(Normalize(word));
        }

        public async Task ReadAsync(string text)
        {
            await Task.Yield();
            Read(text);
        }

        public int Of(string word)
        {
            int count;
            return counts.TryGetValue(Normalize(word), out count) ? count : 0;
        }

        protected virtual string Normalize(string word)
        {
            return Trim(word).ToLowerInvariant();
        }

        private static IEnumerable<string> Split(string text)
        {
            foreach (var part in text.Split(' '))
            {
                if (IsWord(part))
                    yield return part;
            }
        }

        private static bool IsWord(string part)
        {
            return part.Length > 0;
        }

        private static string Trim(string word)
        {
            return word.Trim('.', ',', '!');
        }

        private void Count(string word)
        {
            counts[word] = Of(word) + 1;
            Total++;
        }
    }
}
