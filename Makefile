# 党支部网站。只写 make，就列出所有命令。

PYTHON ?= python3
ADDR ?= 127.0.0.1:8000
PARTS ?= data docs

SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

bin := .venv/bin
base := .venv/.base
dev := .venv/.dev
peers := .venv/.peers
frozen := tests/worlds/shipped
# Collecting takes each worker twice as long where it must compile all tests first.
keep_bytecode := PYTHONDONTWRITEBYTECODE=
# One more than there are cores: now and then a test waits, for a browser, a server, a lock.
workers = $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
wrong_data := data/、docs/ 里的资料有错，不是程序的错。照上面的改法改好资料，再运行 make test。
# Where SOAK=1 tries more of the same kind; tests/soak and tests/fuzz are in the report of trials.py.
more := $(addprefix tests/,checks/test_checks.py commands/test_fix.py hostile/test_bombs.py load private)
# What the workflows test side by side (PART=…): together it is all. The lines of host are counted where all is tested.
quick := not browser and not host
browser := browser
host := host and not browser
alone := $(filter browser host,$(PART))
counted := --cov=branchsite --cov-report=term-missing:skip-covered --cov-fail-under=95
mkdocs := NO_MKDOCS_2_WARNING=1 $(bin)/mkdocs
branchsite := $(bin)/python -m branchsite
compile := $(bin)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: help serve build check fix new edit host quick test bless freeze schema pictures mutants bench soak lock

help: ## 列出所有命令
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- 写内容的人 ----

serve: $(base) ## 在本机预览网站，改了资料自动刷新（换地址：make serve ADDR=127.0.0.1:9000）
	@echo "预览地址：http://$(ADDR)/  停止请按 Ctrl+C"
	@$(bin)/python -m branchsite.load.settings
	@$(mkdocs) serve -a $(ADDR)

build: $(base) ## 生成网站，放在 site/
	@NO_MKDOCS_2_WARNING=1 $(branchsite) build --strict

check: $(base) ## 检查全部资料，一次列出所有问题
	@$(branchsite) check

fix: $(base) ## 改掉只有一种改法的手误：先显示差异，别的一个字不动
	@$(branchsite) check --fix

new: $(base) ## 新建一条记录：make new DATE=2024-03-12 SLUG=zhishu KIND=主题党日
	@if [ -z "$(DATE)" ] || [ -z "$(SLUG)" ] || [ -z "$(KIND)" ]; then \
		echo "要写明日期、拼音和类别，例如：make new DATE=2024-03-12 SLUG=zhishu KIND=主题党日" >&2; exit 1; \
	fi
	@$(branchsite) new "$(DATE)" "$(SLUG)" "$(KIND)"

edit: $(base) ## 在浏览器里写、改、发布，不用写 YAML（只有这台电脑打得开）
	@$(branchsite) edit

host: $(base) ## 把学校的服务器准备好：make host DIR=/srv/wangzhan/site URL=https://学校的域名/
	@if [ -z "$(DIR)" ] || [ -z "$(URL)" ]; then \
		echo "要写明文件夹和网址，例如：make host DIR=/srv/wangzhan/site URL=https://school.example/" >&2; exit 1; \
	fi
	@$(branchsite) host init "$(DIR)" --site-url "$(URL)"

# ---- 改程序的人 ----

quick: $(dev) ## 一分钟多的测试，不开浏览器
	@$(keep_bytecode) tools/in-memory $(bin)/pytest -m "not browser and not slow" -n auto --dist worksteal -q

test: $(dev) ## 全部检查和测试（提交前、自动检查都用它；只做一份：make test PART=quick，或 browser、host）
	@tools/system-packages
	@$(branchsite) check || { echo "$(wrong_data)" >&2; exit 1; }
	$(if $(alone),,$(bin)/ruff format --check)
	$(if $(alone),,$(bin)/ruff check)
	$(if $(alone),,$(bin)/mypy)
	$(if $(alone),,$(branchsite) --root $(frozen) schema --check)
	$(if $(PART),UNCOUNTED='*/host/*' )$(keep_bytecode) tools/in-memory $(bin)/pytest -n $(workers) --dist worksteal $(if $(PART),-m "$($(PART))") \
		$(if $(alone),,$(counted))

bless: $(dev) ## 认可新的输出：重写测试里的样本，看过 git diff 再提交
	@BLESS=1 $(bin)/pytest -q tests/views/test_golden.py tests/worlds/test_worlds.py

freeze: ## 把 data/ 和 docs/ 抄成测试用的资料（学校有了自己的资料，只抄手册：make freeze PARTS=docs/handbook）
	@for part in $(PARTS); do rm -rf "$(frozen)/$$part" && cp -R "$$part" "$(frozen)/$$part"; done
	@git status --short $(frozen)

schema: $(base) ## 由模型重新生成 data/_schema/，编辑器靠它提示字段
	@$(branchsite) schema
	@$(branchsite) --root $(frozen) schema
	@$(bin)/python tools/quick_reference.py
	@$(MAKE) --no-print-directory freeze PARTS=docs/handbook

pictures: $(dev) ## 重画使用手册和 README 里的图：真的推送一遍，把看到的画下来
	@$(bin)/python tools/handbook_pictures.py
	@$(bin)/python tools/term_pictures.py
	@$(MAKE) --no-print-directory freeze PARTS=docs/handbook
	@$(bin)/python tools/readme_pictures.py

mutants: $(dev) ## 改坏程序的一处，看测试发现不发现；抽 N 处，每处几秒到几分钟（make mutants N=300 SEED=1 ONLY=checks）
	@tools/in-memory $(bin)/python tools/mutants.py --sample $(or $(N),300) --seed $(or $(SEED),1) --only "$(ONLY)"
	@[ -n "$(ONLY)" ] || tools/in-memory $(bin)/python tools/script_mutants.py --sample 40 --seed $(or $(SEED),1)

bench: $(peers) ## 和 Hugo 等同行并排测量：一万条记录（约一小时，临时文件约 5 GB）
	@$(bin)/python benchmarks/peers.py

soak: $(dev) ## 长时间的测试：连续推送、随机杀掉、磁盘满、时钟乱跳；结果写进 benchmarks/README.md（约一小时）
	@tools/system-packages
	@SOAK=1 tools/in-memory $(bin)/pytest -n $(workers) --dist worksteal $(more)
	@PYTEST_ADDOPTS="-o faulthandler_timeout=0" $(bin)/python benchmarks/trials.py
	@$(bin)/python benchmarks/publish.py --write

lock: $(dev) ## 由 requirements*.in 重新锁定软件库（连同升级：make lock UPGRADE=1）
	$(compile) requirements.in -o requirements.txt
	$(compile) requirements-dev.in -o requirements-dev.txt
	$(compile) benchmarks/requirements.in -o benchmarks/requirements.txt
	@$(bin)/npm $(if $(UPGRADE),update,install) --prefix tools/node --package-lock-only --no-progress --loglevel=error

# ---- Python 环境：装好一次，锁定文件变了才重装 ----

$(base): requirements.txt
	@tools/virtualenv "$(PYTHON)" .venv "$(CURDIR)/hooks"
	@echo "正在安装生成网站用的软件库……"
	@$(bin)/python -m pip install -q --require-hashes --no-deps -r requirements.txt
	@touch $@

$(peers): $(dev) benchmarks/requirements.txt
	@echo "正在安装用来对照的程序……"
	@$(bin)/python -m pip install -q --require-hashes --no-deps -r benchmarks/requirements.txt
	@touch $@

$(dev): $(base) requirements-dev.txt tools/node/package-lock.json
	@echo "正在安装检查和测试用的软件库……"
	@$(bin)/python -m pip install -q --require-hashes --no-deps -r requirements-dev.txt
	@$(bin)/npm ci --prefix tools/node --no-progress --loglevel=error
	@touch $@
